// A change of a case over HTTP: the ledger does it, the conductor is woken, the case is shown as it is now.
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../../core/errors.ts';
import type { Intent } from '../../../ledger/ledger.ts';
import type { AppDeps } from '../../deps.ts';
import { statusOf } from '../../plugins/problems.ts';
import { requestOf } from '../../request.ts';
import { idempotent, problemResponses, signedIn } from '../../schemas.ts';
import { wakeAfter } from '../../wake.ts';
import { getReadableCase, noCase, viewOf } from './read.ts';
import { caseParams, caseView } from './schemas.ts';

/** The schema of a change that needs nothing but its summary. */
export const changeOfCase = (summary: string) => ({
  tags: ['cases'],
  security: signedIn,
  summary,
  headers: idempotent,
  params: caseParams,
  response: { 200: caseView, ...problemResponses(401, 403, 404, 409, 413, 422) },
});

export const applyTo = (deps: AppDeps) => async (request: FastifyRequest, caseNo: string, intent: Intent) => {
  const applied = await deps.ledger.apply(caseNo, requestOf(request), intent).catch(async (error: unknown) => {
    // "you may not" would tell that there is such a case: only to those who may know of it
    if (error instanceof DomainError && statusOf(error.code) === 403)
      await getReadableCase(deps, caseNo, request.personId);
    throw error instanceof DomainError && error.code === 'case-not-found' ? noCase() : error;
  });
  await wakeAfter(deps, applied);
  return viewOf(deps, await getReadableCase(deps, caseNo, request.personId), request.personId);
};
