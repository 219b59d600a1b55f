// Matters as text: which versions there are and who runs on them; checked, played, proposed; published by a second person.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { drawPlan } from '../../../core/definition/diagram.ts';
import { hasErrors } from '../../../core/definition/diagnostic.ts';
import { compileText } from '../../../core/definition/compile-text.ts';
import type { Departments } from '../../../core/definition/departments.ts';
import { differencesOf } from '../../../core/definition/play-scenario.ts';
import { definitionSchema } from '../../../core/definition/schema.ts';
import { DomainError } from '../../../core/errors.ts';
import { toInstant } from '../../../core/views.ts';
import * as definitions from '../../../db/definition-proposals.ts';
import { findCalendar, findCurrentCalendarHash } from '../../../db/definitions.ts';
import { listOrganisations } from '../../../db/reads/organisations.ts';
import { CALENDAR_ID } from '../../../ledger/rules.ts';
import { sha256 } from '../../../ledger/sha256.ts';
import type { AppDeps } from '../../deps.ts';
import { requestOf } from '../../request.ts';
import { idempotent, problemResponses, signedIn } from '../../schemas.ts';
import { allowRead } from '../../standing.ts';
import * as s from './schemas.ts';

const common = { tags: ['definitions'], security: signedIn };
const MOST_ORGANISATIONS = 20_000;
const MOST_FAULTS = 50;
const notFound = () => new DomainError('definition-not-found', 'There is no such version or proposal.');

export const definitionRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { pool, ledger } = deps;
    const mayRead = (personId: string) => allowRead(deps, personId, 'readDefinitions', {}, 'not-allowed');
    /** The organisations there are: a definition names no others. */
    const departmentsNow = async (): Promise<Departments> =>
      new Map(
        (await listOrganisations(pool, undefined, '', MOST_ORGANISATIONS)).map(({ id, name, kind, parentId }) => [
          id,
          { id, name, kind, ...(parentId !== null && { parent: parentId }) },
        ]),
      );
    const compile = async (source: string) => {
      const departments = await departmentsNow();
      return { departments, ...compileText(source, { departments, sha256 }) };
    };
    const checked = async (source: string) => {
      const { departments, plan, hash, diagnostics, scenarios } = await compile(source);
      return {
        matter: plan?.matter ?? null,
        version: plan?.version ?? null,
        planHash: hash ?? null,
        diagnostics: diagnostics.map(({ hint, ...d }) => ({ ...d, hint: hint ?? null })),
        scenarios: scenarios.map(({ id, name }) => ({ id, name })),
        diagram: plan ? { zh: drawPlan(plan, departments, 'zh'), en: drawPlan(plan, departments, 'en') } : null,
      };
    };
    /** @throws DomainError with each error and its place */
    const compiled = async (source: string) => {
      const { plan, hash, scenarios, diagnostics } = await compile(source);
      if (plan && hash && !hasErrors(diagnostics)) return { plan, hash, source, scenarios };
      const errors = diagnostics.filter((d) => d.severity === 'error').slice(0, MOST_FAULTS);
      throw new DomainError('definition-invalid', 'The definition has faults; nothing was stored.', {
        faults: errors.map(({ path, code, line, column, message: { zh, en } }) => ({
          pointer: path,
          code,
          message: { zh: `第 ${line} 行第 ${column} 列：${zh}`, en: `line ${line}, column ${column}: ${en}` },
        })),
      });
    };

    app.get(
      '/definitions',
      { schema: { ...common, summary: '事项版本', response: { 200: s.definitions, ...problemResponses(401, 403) } } },
      async ({ personId }) => {
        await mayRead(personId);
        const versions = await definitions.listDefinitionVersions(pool);
        return {
          definitions: versions.map(({ current, retired, publishedAt, ...v }) => ({
            ...v,
            state: retired ? ('retired' as const) : current ? ('current' as const) : ('published' as const),
            publishedAt: publishedAt.toISOString(),
          })),
        };
      },
    );
    app.get(
      '/definitions/schema',
      { schema: { ...common, summary: '定义格式', response: { 200: s.jsonSchema, ...problemResponses(401, 403) } } },
      async ({ personId }) => {
        await mayRead(personId);
        return z.toJSONSchema(definitionSchema, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>;
      },
    );
    app.get(
      '/definitions/:matter/versions/:version',
      {
        schema: {
          ...common,
          summary: '事项版本原文',
          description: 'Checked against the organisations of today.',
          params: s.versionParams,
          response: { 200: s.version, ...problemResponses(401, 403, 404) },
        },
      },
      async ({ personId, params: { matter, version } }) => {
        await mayRead(personId);
        const source = await definitions.findDefinitionSource(pool, matter, version);
        if (source === undefined) throw notFound();
        return { source, ...(await checked(source)) };
      },
    );
    app.post(
      '/definitions/checks',
      {
        schema: {
          ...common,
          summary: '检查定义',
          headers: idempotent,
          description: 'Every fault with line and column, by the same code as the command line. Nothing is stored.',
          body: s.sourceBody,
          response: { 200: s.check, ...problemResponses(401, 403, 413) },
        },
      },
      async ({ personId, body }) => {
        await mayRead(personId);
        return checked(body.source);
      },
    );
    app.post(
      '/definitions/scenarios',
      {
        schema: {
          ...common,
          summary: '演练情景',
          headers: idempotent,
          description: 'Plays the scenarios of a definition on the pure engine, by the present calendar. Nothing is stored.',
          body: s.sourceBody,
          response: { 200: s.scenarioResults, ...problemResponses(401, 403, 413, 422) },
        },
      },
      async ({ personId, body }) => {
        await mayRead(personId);
        const { plan, scenarios } = await compiled(body.source);
        const calendar = await findCalendar(pool, (await findCurrentCalendarHash(pool, CALENDAR_ID)) ?? '');
        if (!calendar) throw new DomainError('calendar-not-found', 'No calendar is published.');
        return {
          scenarios: scenarios.map((scenario) => {
            const differences = [...differencesOf(plan, calendar, scenario)];
            return { id: scenario.id, name: scenario.name, holds: differences.length === 0, differences };
          }),
        };
      },
    );

    const view = ({ plan: _, source: __, proposedAt, decidedAt, ...p }: definitions.DefinitionProposal) => ({
      ...p,
      proposedAt: toInstant(proposedAt),
      decidedAt: decidedAt === undefined ? null : toInstant(decidedAt),
    });
    const find = async (id: string) => {
      const found = await definitions.findDefinitionProposal(pool, id);
      if (!found) throw notFound();
      return found;
    };
    app.get(
      '/definition-proposals',
      { schema: { ...common, summary: '事项版本提案', response: { 200: s.proposals, ...problemResponses(401, 403) } } },
      async ({ personId }) => {
        await mayRead(personId);
        return { proposals: (await definitions.listDefinitionProposals(pool)).map(view) };
      },
    );
    app.get(
      '/definition-proposals/:id',
      {
        schema: {
          ...common,
          summary: '事项版本提案原文',
          params: s.proposalParams,
          response: { 200: s.proposalDetail, ...problemResponses(401, 403, 404) },
        },
      },
      async ({ personId, params: { id } }) => {
        await mayRead(personId);
        const found = await find(id);
        return { ...view(found), source: found.source, check: await checked(found.source) };
      },
    );
    app.post(
      '/definition-proposals',
      {
        schema: {
          ...common,
          summary: '提出事项版本',
          headers: idempotent,
          body: s.sourceBody,
          response: { 201: s.proposal, ...problemResponses(401, 403, 409, 413, 422) },
        },
      },
      async (request, reply) => {
        await allowRead(deps, request.personId, 'writeDefinition', {}, 'not-allowed');
        const id = await ledger.proposeDefinition(requestOf(request), await compiled(request.body.source));
        return reply.code(201).send(view(await find(id)));
      },
    );
    for (const [verb, outcome, summary] of [
      ['publication', 'published', '发布事项版本'],
      ['rejection', 'rejected', '退回事项版本'],
    ] as const)
      app.post(
        `/definition-proposals/:id/${verb}`,
        {
          schema: {
            ...common,
            summary,
            headers: idempotent,
            params: s.proposalParams,
            response: { 200: s.proposal, ...problemResponses(401, 403, 404, 409, 413, 422) },
          },
        },
        async (request) => {
          await ledger.decideDefinition(requestOf(request), request.params.id, outcome);
          return view(await find(request.params.id));
        },
      );
  };
