import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listIncidents } from '../../../db/reads/lists.ts';
import { cutPage, readPosition } from '../../cursor.ts';
import type { AppDeps } from '../../deps.ts';
import { instant, page, problemResponses, signedIn } from '../../schemas.ts';
import { allowRead } from '../../standing.ts';

const incident = z
  .object({
    id: z.uuid(),
    caseNo: z.string().nullable(),
    kind: z.string(),
    code: z.string(),
    occurrences: z.number().int(),
    openedAt: instant,
    lastAt: instant,
    resolvedAt: instant.nullable(),
  })
  .meta({ id: 'Incident' });
const incidents = z.object({ incidents: z.array(incident), next: z.string().nullable() });

/** What operators must look at: codes and case numbers, no contents. */
export const incidentRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/incidents',
      {
        schema: {
          tags: ['operation'],
          security: signedIn,
          summary: '异常',
          querystring: z.object(page),
          response: { 200: incidents, ...problemResponses(401, 403) },
        },
      },
      async (request) => {
        await allowRead(deps, request.personId, 'readIncidents', {}, 'not-allowed');
        const { cursor, limit } = request.query;
        const list = { secret: deps.cursorSecret, name: 'incidents' };
        const rows = await listIncidents(deps.pool, readPosition(list, cursor), limit + 1);
        const { shown, next } = cutPage(list, rows, limit, (row) => [row.position, row.id]);
        return { incidents: shown.map(({ position: _position, ...rest }) => rest), next };
      },
    );
  };
