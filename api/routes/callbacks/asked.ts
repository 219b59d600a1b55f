// What a department's own system was asked, and what becomes of its answer, however it proves who it is.
import { parseSystemAnswer } from '../../../activities/system-answer.ts';
import { getItem } from '../../../core/engine/plan.ts';
import { DomainError } from '../../../core/errors.ts';
import { findCase } from '../../../db/cases.ts';
import type { AppDeps } from '../../deps.ts';
import { checkPlainContent } from '../../plain-content.ts';
import { wakeAfter } from '../../wake.ts';

const DISPATCH = /^(?<caseNo>\d{22}[0-9A-Z])\.(?<item>[a-z0-9-]{1,100})\.(?<round>[1-9]\d{0,5})$/;

/** The dispatch at this address, and whose system was asked. */
export async function findAsked({ pool, book }: AppDeps, told: string) {
  const { caseNo, item, round } = DISPATCH.exec(told)?.groups ?? {};
  if (caseNo === undefined || item === undefined || round === undefined) return undefined;
  const row = await findCase(pool, caseNo);
  const planned = row && getItem(await book.getPlan(pool, row.planHash), item);
  if (planned?.system === undefined) return undefined;
  const { system, organs } = planned;
  return { caseNo, dispatchId: `${item}/${round}`, item, system, organ: organs.decides };
}
export type Asked = NonNullable<Awaited<ReturnType<typeof findAsked>>>;

/** @param unknown what is said when the case has asked nothing of the kind */
export async function answerAsked(deps: AppDeps, asked: Asked, rawBody: string, unknown: () => DomainError) {
  const answer = parseSystemAnswer(rawBody);
  if (!answer || !Object.values(answer.outputs ?? {}).every(isPlain))
    throw new DomainError('request-malformed', 'The body is not exactly one answer.');
  checkPlainContent(answer);
  const { caseNo, dispatchId, system } = asked;
  const answered = await deps.ledger.answer(caseNo, dispatchId, system, answer).catch((error: unknown) => {
    throw error instanceof DomainError && error.code === 'dispatch-not-found' ? unknown() : error;
  });
  const { disposition } = await wakeAfter(deps, answered);
  // refused only now: the ledger has kept it and raised the incident
  if (disposition === 'contradicting')
    throw new DomainError('answer-contradicts', 'It was recorded and changes nothing.');
  return { disposition };
}

/** No output is more than a text or a number; what is nested without end is not even looked at. */
const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null;
