// 常用筛选: how somebody likes to look at his inbox.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listSavedFilters, saveFilters } from '../../../db/saved-filters.ts';
import type { AppDeps } from '../../deps.ts';
import { requestOf } from '../../request.ts';
import { idempotent, problemResponses, signedIn } from '../../schemas.ts';
import { taskFilter } from '../tasks/schemas.ts';

const filters = z
  .strictObject({
    filters: z.array(z.strictObject({ name: z.string().min(1).max(40), query: z.strictObject(taskFilter) })).max(20),
  })
  .meta({ id: 'SavedFilters', description: '常用筛选' });

export const filterRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const common = { tags: ['tasks'], security: signedIn };
    const shown = async (personId: string) =>
      ({ filters: [...(await listSavedFilters(deps.pool, personId))] }) as z.infer<typeof filters>;
    app.get(
      '/me/filters',
      { schema: { ...common, summary: '我的常用筛选', response: { 200: filters, ...problemResponses(401) } } },
      ({ personId }) => shown(personId),
    );
    app.post(
      '/me/filters',
      {
        schema: {
          ...common,
          summary: '保存常用筛选',
          description: 'Replaces all of them; sent twice, nothing more happens.',
          headers: idempotent,
          body: filters,
          response: { 200: filters, ...problemResponses(401, 413) },
        },
      },
      async (request) => {
        const { personId, body } = request;
        requestOf(request); // asks for its key, like every change
        await saveFilters(deps.pool, personId, body.filters, await deps.clock(deps.pool));
        return shown(personId);
      },
    );
  };
