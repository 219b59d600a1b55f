import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { standsAt } from '../../../core/authorisation.ts';
import { listAuthorisations } from '../../../db/authorisations.ts';
import { listPostNames } from '../../../db/people.ts';
import type { AppDeps } from '../../deps.ts';
import { problemResponses, signedIn, text } from '../../schemas.ts';
import { heldPosts } from '../../standing.ts';

const me = z
  .object({
    personId: z.string(),
    name: z.string().nullable(),
    posts: z.array(
      z.object({ postId: z.string(), orgId: z.string(), role: z.string(), postName: text, orgName: text }),
    ),
    actsFor: z
      .array(z.object({ personId: z.string(), name: z.string().nullable() }))
      .meta({ description: 'Those for whom the person may act, for Lianban-On-Behalf-Of; the latest hundred' }),
  })
  .meta({ id: 'Me' });
const MOST = 100;

export const meRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const nameOf = async (personId: string) => (await deps.contents.getProfile(deps.pool, personId))?.name ?? null;
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
        const { posts, now } = await heldPosts(deps, personId);
        const names = await listPostNames(
          deps.pool,
          posts.map((p) => p.postId),
        );
        const held = await listAuthorisations(deps.pool, { personId }, undefined, MOST);
        const principals = new Set(held.filter((a) => standsAt(a, now)).map((a) => a.principalId));
        return {
          personId,
          name: await nameOf(personId),
          posts: posts.map(({ postId, orgId, role }) => ({ postId, orgId, role, ...names.get(postId)! })),
          actsFor: await Promise.all([...principals].map(async (id) => ({ personId: id, name: await nameOf(id) }))),
        };
      },
    );
  };
