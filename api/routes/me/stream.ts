// What happens in the inboxes of one's posts, as it happens (text/event-stream).
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { findTokenHolder } from '../../../db/sessions.ts';
import { createTaskChanges } from '../../../db/task-changes.ts';
import type { AppDeps } from '../../deps.ts';
import { createLiveStreams } from '../../live-streams.ts';
import { inboxOrgans } from '../tasks/inbox.ts';
import { heldPosts } from '../../standing.ts';
import { problemResponses, signedIn } from '../../schemas.ts';

const EVENTS = `\`refetch\`: look at everything anew. \`task\`: {task, caseNo, item, kind}, kind one of appeared, changed, claimed, ended.
Ends when the sign-in ends, when posts are lost, when the server stops, and now and then: come back then.`;

export const streamRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const changes = createTaskChanges(deps.pool);
    const streams = createLiveStreams(changes, () => deps.draining?.() ?? false, deps.liveTimes);
    app.addHook('preClose', async () => {
      streams.close();
      changes.close();
    });
    app.get(
      '/me/stream',
      {
        schema: {
          tags: ['tasks'],
          security: signedIn,
          summary: '待办实时动态',
          description: EVENTS,
          response: {
            200: { description: 'Events', content: { 'text/event-stream': { schema: z.unknown() } } },
            ...problemResponses(401, 403),
          },
        },
      },
      async ({ personId, signedIn: token }, reply) => {
        const out = await streams.open({
          personId,
          until: token?.expiresAt ?? Infinity,
          async organs() {
            if (token && (await findTokenHolder(deps.pool, token))?.ended !== false) return undefined;
            const organs = inboxOrgans((await heldPosts(deps, personId)).posts);
            return organs.length > 0 ? organs : undefined;
          },
        });
        // no proxy keeps it back, no cache keeps it
        void reply.type('text/event-stream').header('cache-control', 'no-store').header('x-accel-buffering', 'no');
        // with the stream its connection ends: a server that stops waits for none
        return reply.header('connection', 'close').send(out);
      },
    );
  };
