// The inbox: open (or ended) tasks of the organs where one holds a post now, by due date; how many by light.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { checkAccess, type HeldPost } from '../../../core/access.ts';
import { DomainError } from '../../../core/errors.ts';
import { countByLight, countInbox, findNamed, listInbox, type InboxFilter } from '../../../db/reads/inbox.ts';
import { cutPage, readPosition } from '../../cursor.ts';
import type { AppDeps } from '../../deps.ts';
import { problemResponses, signedIn } from '../../schemas.ts';
import { heldPosts } from '../../standing.ts';
import { taskView } from './read.ts';
import * as s from './schemas.ts';

const common = { tags: ['tasks'], security: signedIn };
const COUNT_CAP = 1000;
const LIGHT_CAP = 5000;

const mayList = (posts: readonly HeldPost[]) => checkAccess('listTasks', { posts, self: [], powers: [], organs: {} });
/** The organs whose inbox these posts show. */
export const inboxOrgans = (posts: readonly HeldPost[]): string[] => [
  ...new Set(posts.filter((p) => mayList([p]).allowed).map((p) => p.orgId)),
];
/** @throws DomainError for who holds no post that has an inbox */
export function refuseNoInbox(posts: readonly HeldPost[]): void {
  const access = mayList(posts);
  if (!access.allowed) throw new DomainError(access.reason, 'You hold no post that has an inbox.');
}

export const inboxRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const filterOf = async (personId: string, query: s.TaskFilter) => {
      const { posts, now } = await heldPosts(deps, personId);
      refuseNoInbox(posts);
      const { matter, case: caseNo, item, stage, status, claimed, light, organ, search, extension } = query;
      const organs = inboxOrgans(posts).filter((o) => organ === undefined || o === organ);
      const named = search === undefined ? [] : await findNamed(deps.pool, search);
      const filter: Omit<InboxFilter, 'limit' | 'after'> = {
        organs,
        open: status !== 'ended',
        ...(matter !== undefined && { matter }),
        ...(caseNo !== undefined && { caseNo }),
        ...(item !== undefined && { item }),
        ...(stage !== undefined && { stage }),
        ...(extension !== undefined && { extension }),
        ...(search !== undefined && { search: { caseNo: search.toUpperCase(), named } }),
        ...(claimed !== undefined && { claimed: { by: personId, is: claimed } }),
        ...(light !== undefined && { light: { is: light, now } }),
      };
      return { filter, now };
    };

    app.get(
      '/tasks',
      {
        schema: {
          ...common,
          summary: '待办',
          querystring: s.taskQuery,
          response: { 200: s.inbox, ...problemResponses(401, 403) },
        },
      },
      async ({ personId, query: { cursor, limit, ...query } }) => {
        const { filter, now } = await filterOf(personId, query);
        const list = { secret: deps.cursorSecret, name: `tasks/${personId}` };
        const after = readPosition(list, cursor);
        const rows = await listInbox(deps.pool, { ...filter, ...(after && { after }), limit: limit + 1 });
        const { shown, next } = cutPage(list, rows, limit, (row) => [row.position, row.id]);
        const views = shown.map(async (row) =>
          taskView(await deps.book.getRules(deps.pool, row.planHash, row.calendarHash), row, personId, now),
        );
        return { tasks: await Promise.all(views), next, count: await countInbox(deps.pool, filter, COUNT_CAP) };
      },
    );

    app.get(
      '/tasks/counts',
      {
        schema: {
          ...common,
          summary: '待办数量',
          description: `By light and claim, of the filtered tasks: the first ${LIGHT_CAP} by due date.`,
          querystring: s.countQuery,
          response: { 200: s.inboxCounts, ...problemResponses(401, 403) },
        },
      },
      async ({ personId, query }) => {
        const { filter, now } = await filterOf(personId, query);
        return countByLight(deps.pool, filter, { personId, now }, LIGHT_CAP);
      },
    );
  };
