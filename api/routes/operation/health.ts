// How the parts are, for an operator's page: the same facts as the metrics, without a Prometheus. Without the database nobody is let in.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { toInstant } from '../../../core/views.ts';
import { readOwed } from '../../../db/reads/backlog.ts';
import type { AppDeps } from '../../deps.ts';
import { instant, problemResponses, signedIn } from '../../schemas.ts';
import { allowRead } from '../../standing.ts';

/** As long as the alert waits (ops/prometheus/alerts.yml). */
const LATE_SECONDS = 120;
const part = (of: 'database' | 'temporal' | 'workers' | 'sweeper', bad: boolean, unknown = false) => ({
  part: of,
  state: unknown ? ('unknown' as const) : bad ? ('degraded' as const) : ('ok' as const),
});
const health = z
  .object({
    at: instant,
    parts: z.array(
      z.object({
        part: z.enum(['database', 'temporal', 'workers', 'sweeper']),
        state: z.enum(['ok', 'degraded', 'unknown']),
      }),
    ),
    workers: z.number().int().nullable().meta({ description: 'That asked for work in the last minutes' }),
    wakesOwed: z.number().int().meta({ description: 'Cases the conductor owes a look' }),
    wakeLagSeconds: z.number().int().meta({ description: 'Since when the oldest' }),
  })
  .meta({ id: 'Health', description: '运行状况' });

export const healthRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/health',
      {
        schema: {
          tags: ['operation'],
          security: signedIn,
          summary: '运行状况',
          response: { 200: health, ...problemResponses(401, 403) },
        },
      },
      async ({ personId }) => {
        const { now } = await allowRead(deps, personId, 'readMetrics', {}, 'not-allowed');
        const [workers, { wakesOwed, wakeLagSeconds }] = await Promise.all([
          deps.wakes.workers(),
          readOwed(deps.pool, now),
        ]);
        return {
          at: toInstant(now),
          parts: [
            part('database', false),
            part('temporal', workers === null),
            part('workers', workers === 0, workers === null),
            part('sweeper', wakeLagSeconds > LATE_SECONDS),
          ],
          workers,
          wakesOwed,
          wakeLagSeconds: Math.round(wakeLagSeconds),
        };
      },
    );
  };
