// Callbacks of departments' own systems (docs/department-systems.md). Nobody is signed in: the message's signature is all there is.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { verifyMessage } from '../../../activities/signature.ts';
import { parseSystemAnswer } from '../../../activities/system-answer.ts';
import { getItem } from '../../../core/engine/plan.ts';
import { DomainError } from '../../../core/errors.ts';
import { findCase } from '../../../db/cases.ts';
import type { AppDeps } from '../../deps.ts';
import { checkPlainContent } from '../../plain-content.ts';
import { problemResponses } from '../../schemas.ts';
import { wakeAfter } from '../../wake.ts';
import * as s from './schemas.ts';

const BODY_LIMIT = 64 * 1024;
const DISPATCH = /^(?<caseNo>\d{22}[0-9A-Z])\.(?<item>[a-z0-9-]{1,100})\.(?<round>[1-9]\d{0,5})$/;

export const publicCallbackRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    // The signature covers the bytes as they came: a parsed and printed body need not be the same.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, body),
    );

    app.post(
      '/callbacks/:dispatchId',
      {
        schema: {
          tags: ['callbacks'],
          summary: '部门业务系统回调',
          params: s.callbackParams,
          headers: s.callbackHeaders,
          response: { 200: s.callbackAnswer, ...problemResponses(401, 409, 413, 422) },
        },
        config: { requestBody: s.callbackBody },
      },
      async (request) => {
        const rawBody = typeof request.body === 'string' ? request.body : '';
        const asked = await findAsked(deps, request.params.dispatchId);
        // wall time: the sender knows no other clock
        const now = Date.now();
        const checked = verifyMessage({ keys: asked?.keys ?? [], headers: request.headers, rawBody, now });
        if (!asked || !checked.ok) {
          const why = !asked ? 'dispatch-unknown' : checked.ok ? '' : checked.why;
          request.log.warn({ requestId: request.id, why }, 'callback refused');
          throw notProved();
        }
        const answer = parseSystemAnswer(rawBody);
        if (!answer || !Object.values(answer.outputs ?? {}).every(isPlain))
          throw new DomainError('request-malformed', 'The body is not exactly one answer.');
        checkPlainContent(answer);
        const { caseNo, dispatchId, system } = asked;
        const answered = await deps.ledger.answer(caseNo, dispatchId, system, answer).catch((error: unknown) => {
          throw error instanceof DomainError && error.code === 'dispatch-not-found' ? notProved() : error;
        });
        const { disposition } = await wakeAfter(deps, answered);
        // refused only now: the ledger has kept it and raised the incident
        if (disposition === 'contradicting')
          throw new DomainError('answer-contradicts', 'It was recorded and changes nothing.');
        return { disposition };
      },
    );
  };

/** No output is more than a text or a number; what is nested without end is not even looked at. */
const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** One answer for everything a stranger may try, so that he learns nothing of any case. */
const notProved = () => new DomainError('signature-invalid', 'The message does not prove where it comes from.');

/** Whom we asked at this address, and by which keys he proves it. */
async function findAsked({ pool, book, systems }: AppDeps, told: string) {
  const { caseNo, item, round } = DISPATCH.exec(told)?.groups ?? {};
  if (caseNo === undefined || item === undefined || round === undefined) return undefined;
  const row = await findCase(pool, caseNo);
  if (!row) return undefined;
  const system = getItem(await book.getPlan(pool, row.planHash), item)?.system;
  if (system === undefined || !Object.hasOwn(systems, system)) return undefined;
  return { caseNo, dispatchId: `${item}/${round}`, system, keys: systems[system]!.keys };
}
