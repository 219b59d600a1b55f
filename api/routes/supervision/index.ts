// Supervision: which clocks run and by which light, how many by whom and where, and where the time of decided items went.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { checkAccess, ownDigits } from '../../../core/access.ts';
import { CLOCK_NAMES } from '../../../core/clock-law.ts';
import { addDays, civilDate, startOfDay } from '../../../core/clock/calendar.ts';
import { getItem, type Plan } from '../../../core/engine/plan.ts';
import { DomainError } from '../../../core/errors.ts';
import { lastDayBefore, toInstant } from '../../../core/views.ts';
import { listHeldPosts } from '../../../db/people.ts';
import * as reads from '../../../db/reads/supervision.ts';
import { cutPage, readPosition } from '../../cursor.ts';
import type { AppDeps } from '../../deps.ts';
import { problemResponses, signedIn } from '../../schemas.ts';
import * as s from './schemas.ts';

const common = { tags: ['supervision'], security: signedIn };
const PERIOD_DAYS = 90;

export const supervisionRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { pool } = deps;
    /** What the posts held now let him see. @throws DomainError for who holds none that watches */
    const reach = async (personId: string): Promise<{ now: number; scope: reads.Scope }> => {
      const now = await deps.clock(pool);
      const posts = await listHeldPosts(pool, personId, now);
      const access = checkAccess('readSupervision', { posts, self: [], powers: [], organs: {} });
      if (!access.allowed) throw new DomainError(access.reason, 'You hold no post that supervises.');
      const of = (...roles: string[]) => posts.filter((p) => roles.includes(p.role));
      const scope = {
        everything: of('auditor').length > 0,
        prefixes: of('supervisor').map((p) => ownDigits(p.divisionCode)),
        divisions: of('head')
          .filter((p) => p.orgKind === 'government')
          .map((p) => p.divisionCode),
        organs: of('head').map((p) => p.orgId),
        leads: of('head', 'coordinator').map((p) => p.orgId),
      };
      return { now, scope };
    };
    const filterOf = <F extends { district?: string | undefined }>({ district, ...rest }: F) => ({
      ...rest,
      ...(district !== undefined && { district: ownDigits(district) }),
    });
    const itemName = (plan: Plan, item: string | null) => (item === null ? null : (getItem(plan, item)?.name ?? null));

    app.get(
      '/supervision/clocks',
      {
        schema: {
          ...common,
          summary: '监督：进行中的时限',
          querystring: s.clockQuery,
          response: { 200: s.seenClocks, ...problemResponses(401, 403) },
        },
      },
      async ({ personId, query: { cursor, limit, ...query } }) => {
        const { now, scope } = await reach(personId);
        const list = { secret: deps.cursorSecret, name: `supervision/${personId}/${JSON.stringify(query)}` };
        const page = { after: readPosition(list, cursor), limit: limit + 1 };
        const rows = await reads.listSeenClocks(pool, now, scope, { ...filterOf(query), ...page });
        const { shown, next } = cutPage(list, rows, limit, (row) => [row.position, `${row.caseNo} ${row.id}`]);
        const views = shown.map(async (row) => {
          const { id, planHash, calendarHash, region, taskId, stopped, warnAt, dueAt, position: _, ...rest } = row;
          const { plan, calendar } = await deps.book.getRules(pool, planHash, calendarHash);
          return {
            ...rest,
            clock: id,
            name: CLOCK_NAMES[row.kind],
            matterName: plan.name,
            itemName: itemName(plan, row.item),
            district: region,
            task: taskId,
            ...lastDayBefore(calendar, stopped ? undefined : dueAt),
            dueAt: stopped ? null : toInstant(dueAt),
            warnAt: stopped ? null : toInstant(warnAt),
          };
        });
        return { at: toInstant(now), clocks: await Promise.all(views), next };
      },
    );

    app.get(
      '/supervision/counts',
      {
        schema: {
          ...common,
          summary: '监督：按部门、事项、人员、区划统计',
          description: 'Running clocks and their cases, at most 500 groups, the worst first.',
          querystring: s.countQuery,
          response: { 200: s.counts, ...problemResponses(401, 403) },
        },
      },
      async ({ personId, query: { by, ...query } }) => {
        const { now, scope } = await reach(personId);
        return { at: toInstant(now), counts: await reads.countSeenClocks(pool, now, scope, by, filterOf(query)) };
      },
    );

    /** Whole days, by default the last so many. */
    const periodOf = (now: number, { from, to }: { from?: string | undefined; to?: string | undefined }) => {
      const last = to ?? civilDate(now);
      const first = from ?? addDays(last, 1 - PERIOD_DAYS);
      return { days: { from: first, to: last }, from: startOfDay(first), until: startOfDay(addDays(last, 1)) };
    };
    app.get(
      '/supervision/durations',
      {
        schema: {
          ...common,
          summary: '监督：承诺时限与实际用时',
          description:
            'Items decided in the period, per organ and item, in the unit of the limit; the largest share first.',
          querystring: s.durationQuery,
          response: { 200: s.durations, ...problemResponses(401, 403) },
        },
      },
      async ({ personId, query: { from: first, to, ...query } }) => {
        const { now, scope } = await reach(personId);
        const { days, ...period } = periodOf(now, { from: first, to });
        return { ...days, durations: await reads.listDurations(pool, now, scope, { ...filterOf(query), ...period }) };
      },
    );
    app.get(
      '/supervision/durations/tasks',
      {
        schema: {
          ...common,
          summary: '监督：用时明细',
          description: 'The decided items behind the durations, with task and post; what used most first.',
          querystring: s.spentQuery,
          response: { 200: s.spentTasks, ...problemResponses(401, 403) },
        },
      },
      async ({ personId, query: { cursor, limit, from: first, to, ...query } }) => {
        const { now, scope } = await reach(personId);
        const { days, ...period } = periodOf(now, { from: first, to });
        const list = { secret: deps.cursorSecret, name: `spent/${personId}/${JSON.stringify({ ...days, ...query })}` };
        const page = { after: readPosition(list, cursor), limit: limit + 1 };
        const rows = await reads.listSpentTasks(pool, now, scope, { ...filterOf(query), ...period, ...page });
        const { shown, next } = cutPage(list, rows, limit, (row) => [
          row.position,
          `${row.caseNo} ${row.item}/committed`,
        ]);
        const views = shown.map(async ({ planHash, taskId, startedAt, claimedAt, endedAt, position: _, ...row }) => ({
          ...row,
          itemName: itemName(await deps.book.getPlan(pool, planHash), row.item),
          task: taskId,
          startedAt: toInstant(startedAt),
          claimedAt: claimedAt === undefined ? null : toInstant(claimedAt),
          endedAt: toInstant(endedAt),
        }));
        return { tasks: await Promise.all(views), next };
      },
    );
  };
