// Who takes part in a case, and who looked at it.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DomainError } from '../../../core/errors.ts';
import { toInstant } from '../../../core/views.ts';
import { listLooks } from '../../../db/access-log.ts';
import { listCasesOfParty, listParties, PARTY_KINDS } from '../../../db/parties.ts';
import type { PartyIntent } from '../../../ledger/ledger.ts';
import { cutPage, readPosition } from '../../cursor.ts';
import type { AppDeps } from '../../deps.ts';
import { statusOf } from '../../plugins/problems.ts';
import { requestOf } from '../../request.ts';
import { idempotent, instant, page, personId, problemResponses, signedIn, text } from '../../schemas.ts';
import { getReadableCase } from './read.ts';
import { caseParams } from './schemas.ts';

const kind = z.enum(PARTY_KINDS);
const partyBody = z.strictObject({ personId, kind });
const parties = z
  .object({ parties: z.array(z.object({ personId: z.string(), kind, name: z.string().nullable(), addedAt: instant })) })
  .meta({ id: 'Parties', description: '共同申请人、帮办人员、利害关系人' });
const partyCases = z.object({
  cases: z.array(z.object({ caseNo: z.string(), kind, addedAt: instant })),
  next: z.string().nullable(),
});
const looks = z
  .object({
    looks: z.array(
      z.object({
        at: instant,
        what: z.string(),
        item: z.string().nullable(),
        why: z.object({ relation: z.string(), action: z.string() }),
        organisation: text.nullable(),
        post: text.nullable(),
        personId: z
          .string()
          .nullable()
          .meta({ description: 'null: an official, whose office knows who, or its system' }),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'AccessLog', description: '谁查看过我的数据' });
const common = { tags: ['cases'], security: signedIn, params: caseParams };

export const partyRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const shown = async (caseNo: string) => {
      const rows = await listParties(deps.pool, caseNo);
      const named = rows.map(async (p) => ({
        personId: p.personId,
        kind: p.kind,
        name: (await deps.contents.getProfile(deps.pool, p.personId))?.name ?? null,
        addedAt: toInstant(p.addedAt),
      }));
      return { parties: await Promise.all(named) };
    };
    type Make = 'addParty' | 'endParty';
    const change = async (request: FastifyRequest, caseNo: string, make: Make, party: PartyIntent) => {
      await deps.ledger[make](caseNo, requestOf(request), party).catch(async (error: unknown) => {
        // "you may not" would tell that there is such a case: only to those who may know of it
        if (error instanceof DomainError && statusOf(error.code) === 403)
          await getReadableCase(deps, caseNo, request.personId);
        throw error;
      });
    };

    app.get(
      '/cases/:no/parties',
      { schema: { ...common, summary: '参与人', response: { 200: parties, ...problemResponses(401, 403, 404) } } },
      async (request) => {
        const { row } = await getReadableCase(deps, request.params.no, request.personId, 'readParties');
        return shown(row.caseNo);
      },
    );
    app.get(
      '/me/parties',
      {
        schema: {
          tags: ['people'],
          security: signedIn,
          summary: '我参与的办件',
          querystring: z.object(page),
          response: { 200: partyCases, ...problemResponses(401) },
        },
      },
      async ({ personId: own, query: { cursor, limit } }) => {
        const list = { secret: deps.cursorSecret, name: `parties/${own}` };
        const rows = await listCasesOfParty(deps.pool, own, readPosition(list, cursor), limit + 1);
        const { shown: cases, next } = cutPage(list, rows, limit, (r) => [r.position, r.caseNo + r.kind]);
        return {
          cases: cases.map((r) => ({ caseNo: r.caseNo, kind: r.kind, addedAt: toInstant(r.addedAt) })),
          next,
        };
      },
    );
    const changed = { 204: z.null(), ...problemResponses(401, 403, 404, 409, 413, 422) };
    app.post(
      '/cases/:no/parties',
      { schema: { ...common, summary: '添加参与人', headers: idempotent, body: partyBody, response: changed } },
      async (request, reply) => {
        await change(request, request.params.no, 'addParty', request.body);
        return reply.code(204).send(null);
      },
    );
    app.post(
      '/cases/:no/parties/end',
      { schema: { ...common, summary: '终止参与', headers: idempotent, body: partyBody, response: changed } },
      async (request, reply) => {
        await change(request, request.params.no, 'endParty', request.body);
        return reply.code(204).send(null);
      },
    );
    app.get(
      '/cases/:no/access-log',
      {
        schema: {
          ...common,
          summary: '谁查看过',
          querystring: z.object(page),
          response: { 200: looks, ...problemResponses(401, 404) },
        },
      },
      async (request) => {
        const { row } = await getReadableCase(deps, request.params.no, request.personId, 'readAccessLog');
        const { cursor, limit } = request.query;
        const list = { secret: deps.cursorSecret, name: `looks/${row.caseNo}` };
        const rows = await listLooks(deps.pool, row.caseNo, readPosition(list, cursor), limit + 1);
        const page = cutPage(list, rows, limit, (r) => [r.position, r.id]);
        return {
          looks: page.shown.map((r) => ({
            at: toInstant(r.at),
            what: r.what,
            item: r.itemId ?? null,
            why: { relation: r.relation, action: r.action },
            organisation: r.organisationName,
            post: r.postName,
            personId: r.postId ? null : (r.personId ?? null),
          })),
          next: page.next,
        };
      },
    );
  };
