// Refused tries are counted for the auditor: who tried what, and was not let. An id that is none of ours is not kept.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { PROBLEMS, type ProblemCode } from '../../core/errors.ts';
import { countRefusedTry } from '../../db/access-log.ts';
import type { AppDeps } from '../deps.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The code of the problem that answered this request. */
    problem: ProblemCode | undefined;
  }
}

const KINDS: readonly string[] = ['unauthenticated', 'forbidden'];
/** Said of what is not there, and of what somebody may not know of. */
const HIDDEN: readonly ProblemCode[] = [
  'case-not-found',
  'task-not-found',
  'material-not-found',
  'certificate-not-found',
  'authorisation-not-found',
  'party-not-found',
];
const OURS = /^([0-9A-Z]{23}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9A-Z-]{8,40})$/;

export const refusedTries = fp(async (app: FastifyInstance, { pool, clock }: Pick<AppDeps, 'pool' | 'clock'>) => {
  app.decorateRequest('problem', undefined);
  app.addHook('onSend', async (request) => {
    const { problem: code } = request;
    if (!code || !(KINDS.includes(PROBLEMS[code].kind) || HIDDEN.includes(code))) return;
    const tried = { personId: request.personId, route: routeOf(request), subject: subjectOf(request), code };
    // the refusal is answered all the same when it can not be counted
    await countRefusedTry(pool, tried, await clock(pool)).catch((error: Error) =>
      request.log.error({ requestId: request.id, name: error.name }, 'a refused try was not counted'),
    );
  });
});

const routeOf = ({ method, routeOptions }: FastifyRequest) => `${method} ${routeOptions.url ?? 'unknown'}`;

/** Nothing of what a stranger without a sign-in asks for: he could fill the table. */
function subjectOf({ personId, params }: FastifyRequest): string {
  const [id] = Object.values((params ?? {}) as Record<string, unknown>);
  return personId && typeof id === 'string' && OURS.test(id) ? id : '';
}
