// 督办: what one is told of as the holder of a post, because a threshold of a clock has passed; and the answer that is owed.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { checkAccess, ownDigits } from '../../../core/access.ts';
import { getItem, type Plan } from '../../../core/engine/plan.ts';
import { lightsOf } from '../../../core/engine/start-clock.ts';
import { DomainError } from '../../../core/errors.ts';
import { toInstant } from '../../../core/views.ts';
import { findNotice, listNotices, type NoticeRow } from '../../../db/notices.ts';
import { listHeldPosts } from '../../../db/people.ts';
import { cutPage, readPosition } from '../../cursor.ts';
import type { AppDeps } from '../../deps.ts';
import { requestOf } from '../../request.ts';
import { idempotent, problemResponses, signedIn } from '../../schemas.ts';
import { wakeAfter } from '../../wake.ts';
import * as s from './schemas.ts';

const common = { tags: ['notices'], security: signedIn };
const notFound = () => new DomainError('escalation-not-found', 'There is no such notice for you.');

export const noticeRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { pool } = deps;
    const viewOf = async (row: NoticeRow, now: number) =>
      noticeView(await deps.book.getPlan(pool, row.planHash), row, now);
    /** What the posts held now are told of. */
    const reach = async (personId: string) => {
      const now = await deps.clock(pool);
      const posts = await listHeldPosts(pool, personId, now);
      const told = posts.map((p) => `${p.role} ${p.orgId}`);
      const prefixes = posts.filter((p) => p.role === 'supervisor').map((p) => ownDigits(p.divisionCode));
      const isTold = ({ role, organ, region }: NoticeRow) =>
        organ === null ? prefixes.some((p) => region.startsWith(p)) : told.includes(`${role} ${organ}`);
      return { now, posts, told, prefixes, isTold };
    };

    app.get(
      '/notices',
      {
        schema: {
          ...common,
          summary: '督办通知',
          querystring: s.noticeQuery,
          response: { 200: s.notices, ...problemResponses(401, 403) },
        },
      },
      async ({ query: { cursor, limit, answered }, personId }) => {
        const { now, posts, told, prefixes } = await reach(personId);
        const access = checkAccess('readNotices', { posts, self: [], powers: [], organs: {} });
        if (!access.allowed) throw new DomainError('not-allowed', 'You hold no post that is told of anything.');
        const list = { secret: deps.cursorSecret, name: `notices/${personId}` };
        const before = readPosition(list, cursor);
        const rows = await listNotices(pool, {
          posts: told,
          prefixes,
          ...(answered && { answered: answered === 'true' }),
          limit: limit + 1,
          ...(before && { before }),
        });
        const { shown, next } = cutPage(list, rows, limit, (row) => [row.position, row.id]);
        return { notices: await Promise.all(shown.map((row) => viewOf(row, now))), next };
      },
    );

    app.post(
      '/notices/:id/answer',
      {
        schema: {
          ...common,
          summary: '督办答复',
          headers: idempotent,
          params: s.noticeParams,
          body: s.answerBody,
          response: { 200: s.notice, ...problemResponses(401, 403, 404, 409, 413, 422) },
        },
      },
      async (request) => {
        const { personId, params } = request;
        const row = await findNotice(pool, params.id);
        const { now, isTold } = await reach(personId);
        if (!row || !isTold(row)) throw notFound();
        const intent = { type: 'answerEscalation', clock: row.clock, step: row.step, text: request.body.text } as const;
        await wakeAfter(deps, await deps.ledger.apply(row.caseNo, requestOf(request), intent));
        return viewOf((await findNotice(pool, row.id))!, now);
      },
    );
  };

function noticeView(plan: Plan, row: NoticeRow, now: number) {
  const kind = row.clock.split('/').at(row.itemId === null ? 0 : 1) as Parameters<typeof lightsOf>[1]['kind'];
  const step = lightsOf(plan, { kind, ...(row.itemId !== null && { item: row.itemId }) }).escalation?.[row.step];
  const at = typeof step?.at === 'string' ? step.at : 'late';
  return {
    id: row.id,
    caseNo: row.caseNo,
    matterName: plan.name,
    item: row.itemId,
    itemName: row.itemId === null ? null : (getItem(plan, row.itemId)?.name ?? null),
    clock: row.clock,
    at,
    role: row.role,
    organ: row.organ,
    toldAt: toInstant(row.toldAt),
    answerBy: row.answerBy === undefined ? null : toInstant(row.answerBy),
    answeredAt: row.answeredAt === undefined ? null : toInstant(row.answeredAt),
    answerOverdue: row.answerBy !== undefined && (row.answeredAt ?? now) > row.answerBy,
  } as const;
}
