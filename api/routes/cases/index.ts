// Cases: submit once, follow, supplement, withdraw; the window receives the papers.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { FastifyRequest } from 'fastify';
import type { Action } from '../../../core/access.ts';
import { checkSubmission } from '../../../core/definition/form.ts';
import { DomainError } from '../../../core/errors.ts';
import { caseView } from '../../../core/views.ts';
import { listCasesOfApplicant } from '../../../db/reads/lists.ts';
import { recordLook, type Shown } from '../../access-log.ts';
import { applyTo } from './apply.ts';
import { cutPage, readPosition } from '../../cursor.ts';
import type { AppDeps } from '../../deps.ts';
import { readableMatters } from '../../../ledger/authorisations.ts';
import { principalOf, requestOf, wasApplied } from '../../request.ts';
import { idempotent, onBehalfOf, problemResponses, signedIn } from '../../schemas.ts';
import { wakeAfter } from '../../wake.ts';
import { clocksOf, correctionsOf, getReadableCase, resultsOf, timelineOf, viewOf } from './read.ts';
import * as s from './schemas.ts';

type LookRequest = Pick<FastifyRequest<{ Params: { no: string } }>, 'personId' | 'params'>;
const common = { tags: ['cases'], security: signedIn };
const reads = problemResponses(401, 404);
const changes = problemResponses(401, 403, 404, 409, 413, 422);

export const caseRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const view = async (caseNo: string, personId: string) =>
      viewOf(deps, await getReadableCase(deps, caseNo, personId), personId);
    const look = async (request: LookRequest, what: Shown, action: Action = 'readCase') => {
      const { personId } = request;
      const found = await getReadableCase(deps, request.params.no, personId, action);
      await recordLook(deps, { personId, access: found.access }, { caseNo: found.row.caseNo, action, what });
      return found;
    };
    const apply = applyTo(deps);

    app.post(
      '/cases',
      {
        schema: {
          ...common,
          summary: '提交办件',
          headers: idempotent,
          body: s.submitBody,
          response: { 201: s.caseView, ...changes },
        },
      },
      async (request, reply) => {
        const { planHash, ...given } = request.body;
        const { matter } = given;
        const { rules, planHash: checked } = await deps.book.getCurrent(deps.pool, matter);
        const faults = checkSubmission(rules.plan, given);
        // a request that was applied before is answered as it was, whatever has been published since
        if (faults.length > 0 && !(await wasApplied(deps, request)))
          throw new DomainError('form-invalid', 'The form has faults; all of them are listed.', { faults });
        const submission = {
          ...given,
          // by the very plan the form was checked with: one published in between is refused
          planHash: planHash ?? checked,
        };
        const { caseNo } = await wakeAfter(deps, await deps.ledger.submit(requestOf(request), submission));
        return reply
          .code(201)
          .header('location', `/api/cases/${caseNo}`)
          .send(await view(caseNo, request.personId));
      },
    );

    app.get(
      '/cases',
      {
        schema: {
          ...common,
          summary: '我的办件',
          headers: onBehalfOf,
          querystring: s.listQuery,
          response: { 200: s.caseList, ...problemResponses(401, 403) },
        },
      },
      async (request) => {
        const { cursor, limit } = request.query;
        const { personId } = request;
        const now = await deps.clock(deps.pool);
        const applicant = principalOf(request) ?? personId;
        const mayRead = await readableMatters(deps.pool, personId, applicant, now);
        const list = { secret: deps.cursorSecret, name: `cases/${personId}/${applicant}` };
        const rows = await listCasesOfApplicant(deps.pool, applicant, readPosition(list, cursor), limit + 1);
        const { shown, next } = cutPage(list, rows, limit, (row) => [row.position, row.caseNo]);
        const cases = shown
          .filter(({ matter }) => mayRead(matter))
          .map(async (row) => {
            const plan = await deps.book.getPlan(deps.pool, row.planHash);
            const { items: _items, papers: _papers, ...summary } = caseView(plan, row.state, row.caseNo, now);
            return summary;
          });
        return { cases: await Promise.all(cases), next };
      },
    );

    app.get(
      '/cases/:no',
      {
        schema: {
          ...common,
          summary: '办件详情',
          params: s.caseParams,
          querystring: s.caseQuery,
          response: { 200: s.caseView, ...reads },
        },
      },
      async (request) => {
        const found = await viewOf(deps, await look(request, 'case'), request.personId);
        return request.query.live === 'true' ? { ...found, live: await deps.wakes.query(request.params.no) } : found;
      },
    );
    app.get(
      '/cases/:no/timeline',
      { schema: { ...common, summary: '办理过程', params: s.caseParams, response: { 200: s.timeline, ...reads } } },
      async (request) => timelineOf(deps, await look(request, 'timeline')),
    );
    app.get(
      '/cases/:no/clock',
      { schema: { ...common, summary: '时限', params: s.caseParams, response: { 200: s.clocks, ...reads } } },
      async (request) => clocksOf(await getReadableCase(deps, request.params.no, request.personId)),
    );
    app.get(
      '/cases/:no/results',
      { schema: { ...common, summary: '办理结果', params: s.caseParams, response: { 200: s.results, ...reads } } },
      async (request) => resultsOf(deps, await look(request, 'results', 'readResults')),
    );

    const change = (summary: string) => ({
      ...common,
      summary,
      headers: idempotent,
      params: s.caseParams,
      response: { 200: s.caseView, ...changes },
    });
    app.post('/cases/:no/receipt', { schema: change('窗口收件') }, (request) =>
      apply(request, request.params.no, { type: 'receive' }),
    );
    app.post('/cases/:no/supplements', { schema: { ...change('补充材料'), body: s.supplementBody } }, (request) =>
      apply(request, request.params.no, { type: 'supplement', ...request.body }),
    );
    app.get(
      '/cases/:no/corrections',
      { schema: { ...common, summary: '补正告知', params: s.caseParams, response: { 200: s.corrections, ...reads } } },
      async (request) => correctionsOf(deps, await look(request, 'results', 'readResults')),
    );
    app.post('/cases/:no/corrections', { schema: { ...change('补正材料收齐'), body: s.correctionBody } }, (request) =>
      apply(request, request.params.no, { type: 'supplyCorrection', ...request.body }),
    );
    app.post('/cases/:no/withdrawal', { schema: { ...change('撤回申请'), body: s.withdrawBody } }, (request) =>
      apply(request, request.params.no, { type: 'withdrawApplication', ...request.body }),
    );
  };
