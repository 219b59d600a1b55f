import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { AppDeps } from '../../deps.ts';
import { problemResponses, signedIn } from '../../schemas.ts';
import { heldPosts } from '../../standing.ts';

const me = z
  .object({
    personId: z.string(),
    name: z.string().nullable(),
    posts: z.array(z.object({ postId: z.string(), orgId: z.string(), role: z.string() })),
  })
  .meta({ id: 'Me' });

export const meRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/me',
      {
        schema: {
          tags: ['people'],
          security: signedIn,
          summary: '我和我的岗位',
          response: { 200: me, ...problemResponses(401) },
        },
      },
      async ({ personId }) => {
        const posts = (await heldPosts(deps, personId)).posts.map(({ postId, orgId, role }) => ({
          postId,
          orgId,
          role,
        }));
        return { personId, name: (await deps.contents.getProfile(deps.pool, personId))?.name ?? null, posts };
      },
    );
  };
