// What operators must look at, and what they do about it: codes and case numbers, no contents.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Action } from '../../../core/access.ts';
import { DomainError } from '../../../core/errors.ts';
import { isRetryable } from '../../../core/incidents.ts';
import { findIncident, listHandlings, listIncidents, type IncidentRow } from '../../../db/incidents.ts';
import { cutPage, readPosition } from '../../cursor.ts';
import type { AppDeps } from '../../deps.ts';
import { requestOf } from '../../request.ts';
import { idempotent, problemResponses, signedIn } from '../../schemas.ts';
import { allowRead } from '../../standing.ts';
import * as s from './schemas.ts';

const common = { tags: ['operation'], security: signedIn };

export const incidentRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const allow = (personId: string, action: Action) => allowRead(deps, personId, action, {}, 'not-allowed');

    app.get(
      '/incidents',
      {
        schema: {
          ...common,
          summary: '异常',
          querystring: s.incidentQuery,
          response: { 200: s.incidents, ...problemResponses(401, 403) },
        },
      },
      async (request) => {
        await allow(request.personId, 'readIncidents');
        const { cursor, limit, kind, open: asked } = request.query;
        const open = asked === undefined ? undefined : asked === 'true';
        const list = { secret: deps.cursorSecret, name: `incidents/${asked ?? ''}/${kind ?? ''}` };
        const before = readPosition(list, cursor);
        const rows = await listIncidents(deps.pool, { open, kind, before, limit: limit + 1 });
        const { shown, next } = cutPage(list, rows, limit, (row) => [row.position, row.id]);
        return { incidents: shown.map(view), next };
      },
    );
    app.get(
      '/incidents/:id',
      {
        schema: {
          ...common,
          summary: '异常及其处理记录',
          params: s.incidentParams,
          response: { 200: s.incidentDetail, ...problemResponses(401, 403, 404) },
        },
      },
      async (request) => {
        await allow(request.personId, 'readIncidents');
        return getDetail(deps, request.params.id);
      },
    );
    const change = { ...common, headers: idempotent, params: s.incidentParams };
    const response = { 200: s.incidentDetail, ...problemResponses(401, 403, 404, 409, 413, 422) };
    app.post('/incidents/:id/retry', { schema: { ...change, summary: '重试', response } }, async (request) => {
      const { id } = request.params;
      const wake = await deps.ledger.incidents.retry(requestOf(request), id);
      if (wake) deps.wakes.send(wake, wake.why);
      return getDetail(deps, id);
    });
    app.post(
      '/incidents/:id/resolve',
      { schema: { ...change, summary: '人工处理完毕', body: s.resolution, response } },
      async (request) => {
        const { id } = request.params;
        await deps.ledger.incidents.resolve(requestOf(request), id, request.body.reason);
        return getDetail(deps, id);
      },
    );
  };

const view = ({ id, caseNo, kind, code, occurrences, ...row }: IncidentRow) => ({
  ...{ id, caseNo, kind, code, occurrences },
  openedAt: row.openedAt.toISOString(),
  lastAt: row.lastAt.toISOString(),
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
  retryable: row.resolvedAt === null && isRetryable(kind),
});

async function getDetail({ pool }: AppDeps, id: string) {
  const found = await findIncident(pool, id);
  if (!found) throw new DomainError('incident-not-found', 'There is no such incident.');
  const handlings = await listHandlings(pool, id);
  return { ...view(found), handlings: handlings.map((h) => ({ ...h, at: h.at.toISOString() })) };
}
