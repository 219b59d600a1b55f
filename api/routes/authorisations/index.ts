// Who may act for whom: grant, list, end.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { POWERS } from '../../../core/access.ts';
import { EVERY_MATTER, standsAt } from '../../../core/authorisation.ts';
import { DomainError } from '../../../core/errors.ts';
import { toInstant } from '../../../core/views.ts';
import { findChain, listAuthorisations } from '../../../db/authorisations.ts';
import { mayListFor } from '../../../ledger/authorisations.ts';
import { cutPage, readPosition } from '../../cursor.ts';
import type { AppDeps } from '../../deps.ts';
import { requestOf } from '../../request.ts';
import { idempotent, instant, kebabId, page, personId, problemResponses, signedIn } from '../../schemas.ts';

const matters = z
  .array(z.union([z.literal(EVERY_MATTER), kebabId]))
  .min(1)
  .max(100)
  .meta({ description: 'Joint matters, or "*" for all' });
const powers = z.array(z.enum(POWERS)).min(1).max(POWERS.length);
const terms = {
  personId,
  matters,
  actions: powers,
  mayPassOn: z.boolean().default(false).meta({ description: '可否转授权' }),
};
const wanted = z.strictObject({
  ...terms,
  principalId: personId.optional().meta({ description: 'For whom; yourself when left out' }),
  validFrom: instant.optional().meta({ description: 'Now, when left out' }),
  validUntil: instant.optional(),
});
const authorisation = z
  .object({
    id: z.uuid(),
    kind: z.enum(['representative', 'agent']),
    principalId: z.string(),
    ...terms,
    mayPassOn: z.boolean(),
    passedOnFrom: z.uuid().nullable(),
    validFrom: instant,
    validUntil: instant.nullable(),
    revokedAt: instant.nullable(),
    inForce: z.boolean(),
  })
  .meta({ id: 'Authorisation', description: '授权' });
const query = z.object({
  ...page,
  principal: personId.optional().meta({ description: 'Those granted for this person; those you hold when left out' }),
});
const common = { tags: ['people'], security: signedIn };
type Stored = Awaited<ReturnType<typeof findChain>>[number];

export const authorisationRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const view = (a: Stored, now: number) => ({
      id: a.id,
      kind: a.kind,
      principalId: a.principalId,
      personId: a.personId,
      matters: [...a.matters],
      actions: [...a.actions],
      mayPassOn: a.mayPassOn,
      passedOnFrom: a.parentId ?? null,
      validFrom: toInstant(a.validFrom),
      validUntil: a.validUntil === undefined ? null : toInstant(a.validUntil),
      revokedAt: a.revokedAt === undefined ? null : toInstant(a.revokedAt),
      inForce: standsAt(a, now),
    });

    app.get(
      '/authorisations',
      {
        schema: {
          ...common,
          summary: '授权',
          querystring: query,
          response: {
            200: z.object({ authorisations: z.array(authorisation), next: z.string().nullable() }),
            ...problemResponses(401, 403),
          },
        },
      },
      async (request) => {
        const { cursor, limit, principal } = request.query;
        const now = await deps.clock(deps.pool);
        if (principal !== undefined && !(await mayListFor(deps.pool, request.personId, principal, now)))
          throw new DomainError('authorisation-missing', 'You may look at the authorisations of those you represent.');
        const of = principal === undefined ? { personId: request.personId } : { principalId: principal };
        const list = { secret: deps.cursorSecret, name: `authorisations/${request.personId}/${principal ?? ''}` };
        const rows = await listAuthorisations(deps.pool, of, readPosition(list, cursor), limit + 1);
        const { shown, next } = cutPage(list, rows, limit, (r) => [r.position, r.id]);
        return { authorisations: shown.map((a) => view(a, now)), next };
      },
    );
    app.post(
      '/authorisations',
      {
        schema: {
          ...common,
          summary: '授权他人代办',
          headers: idempotent,
          body: wanted,
          response: { 201: authorisation, ...problemResponses(401, 403, 404, 409, 413, 422) },
        },
      },
      async (request, reply) => {
        const { validFrom, validUntil, principalId, ...rest } = request.body;
        const now = await deps.clock(deps.pool);
        const id = await deps.ledger.grantAuthorisation(requestOf(request), {
          ...rest,
          principalId,
          validFrom: validFrom === undefined ? now : Date.parse(validFrom),
          ...(validUntil !== undefined && { validUntil: Date.parse(validUntil) }),
        });
        const [granted] = await findChain(deps.pool, id);
        return reply.code(201).send(view(granted!, Math.max(now, granted!.validFrom)));
      },
    );
    app.post(
      '/authorisations/:id/revocation',
      {
        schema: {
          ...common,
          summary: '撤销授权',
          headers: idempotent,
          params: z.object({ id: z.uuid() }),
          response: { 204: z.null(), ...problemResponses(401, 403, 404, 409, 413, 422) },
        },
      },
      async (request, reply) => {
        await deps.ledger.revokeAuthorisation(requestOf(request), request.params.id);
        return reply.code(204).send(null);
      },
    );
  };
