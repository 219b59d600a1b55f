// 文书: the documents of a case, each on paper, and how it was served. The applicant's side is served by opening it.
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { DomainError, type ProblemCode } from '../../../core/errors.ts';
import { recordLook } from '../../access-log.ts';
import { asAttachment } from '../../attachment.ts';
import type { AppDeps } from '../../deps.ts';
import { renderInstrument } from '../../documents/instrument-pdf.ts';
import { requestOf } from '../../request.ts';
import { caseNo, idempotent, problemResponses, signedIn } from '../../schemas.ts';
import { wakeAfter } from '../../wake.ts';
import { getReadableCase } from '../cases/read.ts';
import { getReadableInstrument, instrumentsOfCase, instrumentView } from './read.ts';
import * as s from './schemas.ts';
import { z } from 'zod';

const common = { tags: ['instruments'], security: signedIn };
const OWN = ['applicant', 'representative', 'agent'];
/** Somebody else was quicker, or it is not for this agent to collect: he reads it all the same. */
const NOT_COLLECTED: readonly ProblemCode[] = ['instrument-served', 'not-allowed', 'post-not-held'];

export const instrumentRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/cases/:no/instruments',
      {
        schema: {
          ...common,
          summary: '文书',
          params: z.object({ no: caseNo }),
          response: { 200: s.instruments, ...problemResponses(401, 404) },
        },
      },
      async (request) =>
        instrumentsOfCase(deps, await getReadableCase(deps, request.params.no, request.personId, 'readInstruments')),
    );

    type Found = Awaited<ReturnType<typeof getReadableInstrument>>;
    const collect = async ({ method, personId }: FastifyRequest, { row, access }: Found) => {
      if (method !== 'GET' || row.service || !OWN.includes(access.relation)) return;
      const key = `collect/${row.number}`;
      const asked = { actor: { personId, channel: 'web' as const }, key, requestHash: key };
      try {
        const collected = await deps.ledger.apply(row.caseNo, asked, { type: 'collect', instrument: row.no });
        await wakeAfter(deps, collected);
      } catch (error) {
        if (!(error instanceof DomainError && NOT_COLLECTED.includes(error.code))) throw error;
      }
    };
    app.get(
      '/instruments/:number',
      {
        schema: {
          ...common,
          summary: '文书 PDF',
          params: s.instrumentParams,
          response: { 200: s.pdf, ...problemResponses(401, 404) },
        },
      },
      async (request, reply) => {
        const found = await getReadableInstrument(deps, request.personId, request.params.number);
        const { row, content, access } = found;
        const { personId } = request;
        const of = { caseNo: row.caseNo, action: 'readInstruments', what: 'instrument' } as const;
        await recordLook(deps, { personId, access }, { ...of, itemId: row.itemId ?? undefined });
        const paper = await renderInstrument(content, deps.publicUrl);
        await collect(request, found);
        return asAttachment(reply, `${content.title.zh}-${content.number}.pdf`, 'application/pdf').send(paper);
      },
    );
    app.post(
      '/instruments/:number/service',
      {
        schema: {
          ...common,
          summary: '送达',
          headers: idempotent,
          params: s.instrumentParams,
          body: s.serviceBody,
          response: { 200: s.instrumentView, ...problemResponses(401, 403, 404, 409, 413, 422) },
        },
      },
      async (request) => {
        const { number } = request.params;
        const { row } = await getReadableInstrument(deps, request.personId, number);
        const { servedAt, ...rest } = request.body;
        const intent = {
          type: 'serve',
          instrument: row.no,
          ...rest,
          ...(servedAt !== undefined && { servedAt: Date.parse(servedAt) }),
        } as const;
        await wakeAfter(deps, await deps.ledger.apply(row.caseNo, requestOf(request), intent));
        const after = await getReadableInstrument(deps, request.personId, number);
        return instrumentView(deps, after.rules, after.row);
      },
    );
  };
