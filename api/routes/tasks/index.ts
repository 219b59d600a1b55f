// Tasks: what one does with them.
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { parseLimit } from '../../../core/clock/limit.ts';
import { DomainError, reasonOf } from '../../../core/errors.ts';
import { findTask } from '../../../db/reads/inbox.ts';
import { hasEverHeldPostAt } from '../../../db/people.ts';
import type { Applied, Request } from '../../../ledger/ledger.ts';
import { sha256 } from '../../../ledger/sha256.ts';
import type { AppDeps } from '../../deps.ts';
import { statusOf } from '../../plugins/problems.ts';
import { requestOf } from '../../request.ts';
import { idempotent, problemResponses, signedIn } from '../../schemas.ts';
import { heldPosts } from '../../standing.ts';
import { wakeAfter } from '../../wake.ts';
import { getReadableCase } from '../cases/read.ts';
import { inboxRoutes, refuseNoInbox } from './inbox.ts';
import { changedTaskView, taskDetail } from './read.ts';
import * as s from './schemas.ts';

const common = { tags: ['tasks'], security: signedIn };
const notFound = () => new DomainError('task-not-found', 'There is no such thing for you.');

export const taskRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(inboxRoutes(deps));
    app.get(
      '/tasks/:id',
      {
        schema: {
          ...common,
          summary: '任务详情',
          params: s.taskParams,
          response: { 200: s.taskDetail, ...problemResponses(401, 403, 404) },
        },
      },
      (request) => taskDetail(deps, request.params.id, request.personId),
    );

    type Work = (caseNo: string, item: string, request: Request) => Promise<Applied>;
    /** The ledger authorises inside its transaction; here the task is only found and shown again with today's rights. */
    const act = async (request: FastifyRequest, id: string, work: Work, as = requestOf(request)) => {
      const task = await findTask(deps.pool, id);
      if (!task) throw notFound();
      const applied = await work(task.caseNo, task.itemId, as).catch(async (error: unknown) => {
        if (!(error instanceof DomainError)) throw error;
        // "you may not" would tell that there is such a task: only to those who know of the case, or handled it once
        const refused = statusOf(error.code) === 403 && error.code !== 'own-case';
        const now = await deps.clock(deps.pool);
        if (refused && !(await hasEverHeldPostAt(deps.pool, request.personId, task.organ, now)))
          await getReadableCase(deps, task.caseNo, request.personId).catch(() => {
            throw notFound();
          });
        throw error.code === 'case-not-found' ? notFound() : error;
      });
      await wakeAfter(deps, applied);
      return changedTaskView(deps, id, request.personId);
    };
    const change = (summary: string) => ({
      ...common,
      summary,
      headers: idempotent,
      params: s.taskParams,
      response: { 200: s.taskView, ...problemResponses(401, 403, 404, 409, 413, 422) },
    });
    const { ledger } = deps;
    app.post('/tasks/:id/claim', { schema: change('签收') }, (request) =>
      act(request, request.params.id, (caseNo, item, r) => ledger.claim(caseNo, item, r)),
    );
    app.post(
      '/tasks/claim',
      {
        schema: {
          ...common,
          summary: '批量签收',
          description: 'Each by itself: what another has claimed keeps nobody from the rest.',
          headers: idempotent,
          body: s.claimBody,
          response: { 200: s.claimResults, ...problemResponses(401, 403, 413) },
        },
      },
      async (request) => {
        refuseNoInbox((await heldPosts(deps, request.personId)).posts);
        const one = requestOf(request);
        const claimed = async (id: string) => {
          const as = { ...one, key: sha256(`${one.key} ${id}`), requestHash: sha256(`claim ${id}`) };
          try {
            await act(request, id, (caseNo, item, r) => ledger.claim(caseNo, item, r), as);
            return { id, claimed: true };
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
            return { id, claimed: false, reason: reasonOf(error.code) };
          }
        };
        const results: Awaited<ReturnType<typeof claimed>>[] = [];
        for (const id of new Set(request.body.ids)) results.push(await claimed(id));
        return { results };
      },
    );
    app.post('/tasks/:id/release', { schema: change('取消签收') }, (request) =>
      act(request, request.params.id, (caseNo, item, r) => ledger.release(caseNo, item, r)),
    );
    app.post('/tasks/:id/review', { schema: { ...change('审核'), body: s.reviewBody } }, (request) =>
      act(request, request.params.id, (caseNo, item, r) => ledger.review(caseNo, item, r, request.body)),
    );
    app.post('/tasks/:id/acceptance', { schema: { ...change('受理或不予受理'), body: s.acceptanceBody } }, (request) =>
      act(request, request.params.id, (caseNo, item, r) => {
        const { outcome, ...grounds } = request.body;
        return ledger.apply(
          caseNo,
          r,
          outcome === 'accept' ? { type: 'accept', item } : { type: 'declineAcceptance', item, ...grounds },
        );
      }),
    );
    app.post('/tasks/:id/special-procedure', { schema: { ...change('特别程序'), body: s.procedureBody } }, (request) =>
      act(request, request.params.id, (caseNo, item, r) => {
        const { expected, ...rest } = request.body;
        return ledger.apply(caseNo, r, {
          type: 'startSpecialProcedure',
          item,
          ...rest,
          expected: parseLimit(expected)!,
        });
      }),
    );
    app.post('/tasks/:id/special-procedure/end', { schema: change('特别程序结束') }, (request) =>
      act(request, request.params.id, (caseNo, item, r) =>
        ledger.apply(caseNo, r, { type: 'endSpecialProcedure', item }),
      ),
    );
    app.post('/tasks/:id/extension', { schema: { ...change('申请延期'), body: s.extensionBody } }, (request) =>
      act(request, request.params.id, (caseNo, item, r) =>
        ledger.apply(caseNo, r, { type: 'requestExtension', item, ...request.body }),
      ),
    );
    app.post(
      '/tasks/:id/extension/decision',
      { schema: { ...change('批准延期'), body: s.extensionDecisionBody } },
      (request) =>
        act(request, request.params.id, (caseNo, item, r) =>
          ledger.apply(caseNo, r, { type: 'decideExtension', item, ...request.body }),
        ),
    );
    app.post('/tasks/:id/correction', { schema: { ...change('补正告知'), body: s.correctionBody } }, (request) =>
      act(request, request.params.id, (caseNo, item, r) =>
        ledger.apply(caseNo, r, { type: 'notifyCorrection', item, ...request.body }),
      ),
    );
    app.post('/tasks/:id/hearing-notice', { schema: change('告知听证权利') }, (request) =>
      act(request, request.params.id, (caseNo, item, r) => ledger.apply(caseNo, r, { type: 'tellHearingRight', item })),
    );
    app.post('/tasks/:id/decision', { schema: { ...change('决定'), body: s.decisionBody } }, (request) =>
      act(request, request.params.id, (caseNo, item, r) =>
        ledger.apply(caseNo, r, { type: 'decide', item, ...request.body }),
      ),
    );
  };
