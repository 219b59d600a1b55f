// Audit of a case: every event with its hash, in words; and whether the chains are whole. A look at either leaves its line.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { auditWords } from '../../../core/audit-words.ts';
import { toInstant } from '../../../core/views.ts';
import { listEvents, type EventRow } from '../../../db/events.ts';
import { listPostNames } from '../../../db/people.ts';
import { toHappened, verifyCase } from '../../../ledger/verify.ts';
import { recordLook } from '../../access-log.ts';
import type { AppDeps } from '../../deps.ts';
import { problemResponses, signedIn } from '../../schemas.ts';
import { byOf, getReadableCase } from '../cases/read.ts';
import { caseParams } from '../cases/schemas.ts';
import * as s from './schemas.ts';

const common = { tags: ['audit'], security: signedIn, params: caseParams };
const refusals = problemResponses(401, 403, 404);

export const caseAuditRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { pool } = deps;
    const look = async (caseNo: string, personId: string) => {
      const found = await getReadableCase(deps, caseNo, personId, 'readAudit');
      await recordLook(deps, { personId, access: found.access }, { caseNo, action: 'readAudit', what: 'audit' });
      return found;
    };

    app.get(
      '/cases/:no/audit',
      { schema: { ...common, summary: '办件审计', response: { 200: s.caseAudit, ...refusals } } },
      async ({ params, personId }) => {
        const { row, plan, now } = await look(params.no, personId);
        const rows = await listEvents(pool, row.caseNo);
        const names = await listPostNames(
          pool,
          rows.flatMap(({ actor }) => actor['postId'] ?? []),
        );
        const view = (e: EventRow) => {
          const by = byOf(e);
          const named = names.get(by.post ?? '');
          return {
            stream: e.stream,
            seq: e.seq,
            type: e.type,
            at: toInstant(e.at),
            recordedAt: toInstant(e.recordedAt),
            item: typeof e.body['item'] === 'string' ? e.body['item'] : null,
            words: auditWords(plan, e.type, toHappened(e)),
            by: { ...by, postName: named?.postName ?? null, organName: named?.orgName ?? null },
            body: e.body,
            workHead: e.workHead,
            prevHash: e.prevHash,
            hash: e.hash,
            alg: e.alg,
          };
        };
        return {
          caseNo: row.caseNo,
          matter: row.matter,
          matterName: plan.name,
          version: plan.version,
          planHash: row.planHash,
          at: toInstant(now),
          // as they were recorded; of one moment: stream by stream, in order
          events: rows.sort((a, b) => a.recordedAt - b.recordedAt).map(view),
        };
      },
    );

    app.get(
      '/cases/:no/audit/verification',
      {
        schema: {
          ...common,
          summary: '存证链核验',
          description: 'Both chains are computed anew, and the stored state compared with the fold of its events.',
          response: { 200: s.verification, ...refusals },
        },
      },
      async ({ params, personId }) => {
        const { row, now } = await look(params.no, personId);
        const { streams, events, faults } = await verifyCase(pool, row.caseNo);
        return { at: toInstant(now), streams, events, faults: [...faults] };
      },
    );
  };
