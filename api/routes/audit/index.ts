// For auditors: who tried what he may not.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { toInstant } from '../../../core/views.ts';
import { listRefusedTries } from '../../../db/access-log.ts';
import { cutPage, readPosition } from '../../cursor.ts';
import type { AppDeps } from '../../deps.ts';
import { instant, page, problemResponses, signedIn } from '../../schemas.ts';
import { allowRead } from '../../standing.ts';

const refusedTry = z
  .object({
    personId: z.string().nullable().meta({ description: 'null: nobody was signed in' }),
    route: z.string(),
    subject: z.string().nullable().meta({ description: 'The id asked for' }),
    code: z.string(),
    tries: z.number().int().meta({ description: 'In the same hour' }),
    firstAt: instant,
    lastAt: instant,
  })
  .meta({ id: 'RefusedTry', description: '被拒绝的访问' });
const query = z.object({ ...page, person: z.string().max(100).optional(), subject: z.string().max(100).optional() });

export const auditRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/audit/refused-tries',
      {
        schema: {
          tags: ['audit'],
          security: signedIn,
          summary: '被拒绝的访问',
          querystring: query,
          response: {
            200: z.object({ tries: z.array(refusedTry), next: z.string().nullable() }),
            ...problemResponses(401, 403),
          },
        },
      },
      async (request) => {
        await allowRead(deps, request.personId, 'readRefusedTries', {}, 'not-allowed');
        const { cursor, limit, person, subject } = request.query;
        const list = { secret: deps.cursorSecret, name: `refused-tries/${person ?? ''}/${subject ?? ''}` };
        const filter = { ...(person !== undefined && { personId: person }), ...(subject !== undefined && { subject }) };
        const rows = await listRefusedTries(deps.pool, filter, readPosition(list, cursor), limit + 1);
        const { shown, next } = cutPage(list, rows, limit, (r) => [r.position, r.key]);
        return {
          tries: shown.map(({ personId, route, subject: asked, code, tries, firstAt, lastAt }) => ({
            personId: personId || null,
            route,
            subject: asked || null,
            code,
            tries,
            firstAt: toInstant(firstAt),
            lastAt: toInstant(lastAt),
          })),
          next,
        };
      },
    );
  };
