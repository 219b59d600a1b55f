// The only place that turns an error into an HTTP status. RFC 9457; codes and titles come from core/errors.ts.
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DomainError, PROBLEMS, type Fault, type ProblemCode } from '../../core/errors.ts';
import { asUnavailable } from '../../ledger/transaction.ts';
import { STATUS } from '../schemas.ts';
import { SAFETY_HEADERS } from './safety-headers.ts';

const RETRY_AFTER_SECONDS = 2;
const zh = z.locales.zhCN().localeError;

export const problems = fp(async (app: FastifyInstance) => {
  app.setErrorHandler((error: FastifyError, request, reply) =>
    sendProblem(request, reply, asDomainError(error, request)),
  );
  app.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, new DomainError('route-not-found', 'There is nothing at this address.')),
  );
});

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  { code, detail, faults, params }: DomainError,
) {
  const status = statusOf(code);
  request.problem = code;
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  // the rate limit has said already when its window ends
  if ((status === 503 || status === 429) && !reply.hasHeader('retry-after'))
    reply.header('retry-after', String(params.retryAfter ?? RETRY_AFTER_SECONDS));
  // an address that can not be read is refused before any hook
  for (const [name, value] of Object.entries(SAFETY_HEADERS)) if (!reply.hasHeader(name)) reply.header(name, value);
  if (!reply.hasHeader('x-request-id')) reply.header('x-request-id', request.id);
  const english = /^en\b/.test(request.headers['accept-language'] ?? '');
  reply.code(status).header('content-language', english ? 'en' : 'zh-CN');
  const body = {
    ...problemBody(code, detail, request.id, english),
    ...(faults.length > 0 && { faults }),
    ...(Object.keys(params).length > 0 && { params }),
  };
  return reply.type('application/problem+json').serializer(JSON.stringify).send(body);
}

function problemBody(code: ProblemCode, detail: string, instance: string, english: boolean) {
  const titles = PROBLEMS[code].title;
  const title = english ? titles.en : titles.zh;
  return { type: `/problems/${code}`, title, titles, status: statusOf(code), code, detail, instance };
}

/** What fastify refuses before there is a route (an address that is none): it would answer in its own shape and repeat the address. */
export function refuseAddress(_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  void sendProblem(request, reply, new DomainError('request-malformed', 'The address can not be read.'));
}

/** What node refuses before there is a request (headers too large, no HTTP at all): the answer is written by hand. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const body = JSON.stringify(
    problemBody('request-malformed', 'This is no HTTP that is read here.', randomUUID(), false),
  );
  const safety = Object.entries(SAFETY_HEADERS).map(([name, value]) => `${name}: ${value}`);
  const head = ['HTTP/1.1 400 Bad Request', 'content-type: application/problem+json', 'connection: close', ...safety];
  socket.end(`${[...head, `content-length: ${Buffer.byteLength(body)}`].join('\r\n')}\r\n\r\n${body}`);
}

export function statusOf(code: ProblemCode): number {
  if (code === 'too-many-requests') return 429;
  if (code === 'internal-error') return 500;
  return STATUS[PROBLEMS[code].kind];
}

function asDomainError(error: FastifyError, request: FastifyRequest): DomainError {
  const known = asUnavailable(error);
  if (known instanceof DomainError) return known;
  if (hasZodFastifySchemaValidationErrors(error)) return invalidRequest(error);
  if (error.statusCode === 429) return new DomainError('too-many-requests', 'Wait a moment, then go on.');
  if (error.statusCode === 413) return new DomainError('body-too-large', 'Send less at once.');
  if (error.statusCode !== undefined && error.statusCode < 500)
    return new DomainError('request-malformed', 'The request could not be read: check its headers and its JSON.');
  logInternal(error, request);
  return new DomainError('internal-error', `Nothing more was changed; report the number ${request.id}.`);
}

/** Every fault of the shape at once. Values never appear: they may be personal. */
function invalidRequest(error: { validation: readonly { instancePath: string; keyword: string; params?: unknown }[] }) {
  const faults = error.validation.map((v): Fault => {
    const issue = (v.params as { issue?: z.core.$ZodRawIssue } | undefined)?.issue;
    const words = issue && zh(issue);
    const chinese = typeof words === 'string' ? words : words?.message;
    return {
      pointer: v.instancePath || '/',
      code: v.keyword,
      message: { zh: chinese ?? '填写不正确', en: `Not as expected (${v.keyword})` },
    };
  });
  return new DomainError('request-malformed', 'The request has faults; see `faults`.', { faults });
}

/** A failure of ours: name, code and frames. Messages of libraries may quote what somebody typed, so they are left out. */
function logInternal(error: FastifyError, request: FastifyRequest): void {
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12);
  request.log.error({ requestId: request.id, name: error.name, code: error.code, frames }, 'internal error');
}
