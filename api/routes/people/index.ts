// 综窗: who stands at the window is found by his number, or registered. Numbers come in bodies: addresses are logged.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DomainError } from '../../../core/errors.ts';
import type { AppDeps } from '../../deps.ts';
import { requestOf } from '../../request.ts';
import { idempotent, problemResponses, signedIn } from '../../schemas.ts';
import { allowRead } from '../../standing.ts';
import { maskName } from '../certificates/mask-name.ts';

const number = z
  .string()
  .regex(/^[0-9A-Z]{18}$/)
  .meta({ description: 'Identity number or unified social credit code' });
const person = z
  .object({
    personId: z.string(),
    maskedName: z.string().meta({ description: 'First and last character: enough to compare with the card shown' }),
    kind: z.enum(['natural', 'legal']),
  })
  .meta({ id: 'FoundPerson', description: '窗口查到的申请人' });
const personBody = z.strictObject({
  name: z.string().trim().min(1).max(100),
  number,
  phone: z
    .string()
    .regex(/^1\d{10}$/)
    .optional(),
});

export const peopleRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const common = { tags: ['people'], security: signedIn, headers: idempotent };
    const shown = async (personId: string) => {
      const profile = (await deps.contents.getProfile(deps.pool, personId))!;
      const kind = profile.creditCode === undefined ? ('natural' as const) : ('legal' as const);
      return { personId, maskedName: maskName(profile.name), kind };
    };
    app.post(
      '/people/search',
      {
        schema: {
          ...common,
          summary: '按证件号码查找申请人',
          body: z.strictObject({ number }),
          response: { 200: person, ...problemResponses(401, 403, 404, 413) },
        },
      },
      async (request) => {
        requestOf(request);
        await allowRead(deps, request.personId, 'findPerson', {}, 'not-allowed');
        const found = await deps.contents.findByNumber(deps.pool, request.body.number);
        if (found === undefined) throw new DomainError('person-not-found', 'Nobody with this number is registered.');
        return shown(found);
      },
    );
    app.post(
      '/people',
      {
        schema: {
          ...common,
          summary: '窗口登记申请人',
          body: personBody,
          response: { 201: person, ...problemResponses(401, 403, 409, 413, 422) },
        },
      },
      async (request, reply) => {
        const personId = await deps.ledger.registerPerson(requestOf(request), request.body);
        return reply.code(201).send(await shown(personId));
      },
    );
  };
