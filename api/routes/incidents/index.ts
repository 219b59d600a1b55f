import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listIncidents } from '../../../db/reads/lists.ts';
import { readCursor, writeCursor } from '../../cursor.ts';
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
        const before =
          cursor === undefined ? undefined : (readCursor(deps.cursorSecret, 'incidents', cursor) as [string, string]);
        const rows = await listIncidents(deps.pool, before, limit + 1);
        const shown = rows.slice(0, limit);
        const last = shown.at(-1);
        const next =
          rows.length > limit && last ? writeCursor(deps.cursorSecret, 'incidents', [last.position, last.id]) : null;
        return { incidents: shown.map(({ position: _position, ...rest }) => rest), next };
      },
    );
  };
