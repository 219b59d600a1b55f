// The catalogue: what there is to apply for, what it needs, how long it takes. Public.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { printLimit } from '../../../core/clock/limit.ts';
import { checkDraft } from '../../../core/definition/check-draft.ts';
import { formJsonSchema } from '../../../core/definition/form-schema.ts';
import { evaluateGuide } from '../../../core/definition/guide.ts';
import type { Plan } from '../../../core/engine/plan.ts';
import type { Text } from '../../../core/text.ts';
import { listCurrentDefinitions } from '../../../db/definitions.ts';
import { listOrganisationNames } from '../../../db/people.ts';
import type { AppDeps } from '../../deps.ts';
import { problemResponses } from '../../schemas.ts';
import * as s from './schemas.ts';

const tags = ['matters'];

export const publicMatterRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const current = (matter: string) => deps.book.getCurrent(deps.pool, matter);

    app.get(
      '/matters',
      { schema: { tags, summary: '“一件事”目录', response: { 200: s.matterList, ...problemResponses() } } },
      async () => {
        const definitions = await listCurrentDefinitions(deps.pool);
        const plans = await Promise.all(definitions.map((d) => deps.book.getPlan(deps.pool, d.planHash)));
        return { matters: plans.map((plan, n) => summaryOf(plan, definitions[n]!.planHash)) };
      },
    );

    app.get(
      '/matters/:matter',
      {
        schema: {
          tags,
          summary: '办事指南',
          params: s.matterParams,
          response: { 200: s.matterDetail, ...problemResponses(404) },
        },
      },
      async (request) => {
        const { rules, planHash } = await current(request.params.matter);
        return detailOf(rules.plan, planHash, await organNamesOf(deps, rules.plan));
      },
    );

    app.post(
      '/matters/:matter/guide',
      {
        schema: {
          tags,
          summary: '情形引导：要办哪些事项、交哪些材料、多久办成',
          params: s.matterParams,
          body: s.guideBody,
          response: { 200: s.guideAnswer, ...problemResponses(404, 413) },
        },
      },
      async (request) => ({
        ...evaluateGuide((await current(request.params.matter)).rules.plan, request.body.answers),
      }),
    );

    app.post(
      '/matters/:matter/check',
      {
        schema: {
          tags,
          summary: '边填边查：此情形下要填的项、要交的材料和全部问题',
          params: s.matterParams,
          body: s.draftBody,
          response: { 200: s.draftCheck, ...problemResponses(404, 413) },
        },
      },
      async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        const { rules } = await current(request.params.matter);
        return checkDraft(rules.plan, request.body);
      },
    );

    app.get(
      '/matters/:matter/form',
      {
        schema: {
          tags,
          summary: '一张表单（JSON Schema）',
          params: s.matterParams,
          querystring: s.formQuery,
          response: { 200: s.formSchema, ...problemResponses(404) },
        },
      },
      async (request) => ({ ...formJsonSchema((await current(request.params.matter)).rules.plan, request.query.lang) }),
    );
  };

const summaryOf = (plan: Plan, planHash: string) => ({
  matter: plan.matter,
  version: plan.version,
  planHash,
  name: plan.name,
  summary: plan.summary,
  lead: plan.lead,
  committedLimit: printLimit(plan.committedLimit),
});
type Names = ReadonlyMap<string, Text>;
const organNamesOf = ({ pool }: AppDeps, { lead, items }: Plan): Promise<Names> =>
  listOrganisationNames(pool, [lead, ...items.map((i) => i.organs.decides)]);
/** An organ that nobody has registered yet goes by its id. */
const nameOf = (names: Names, organ: string): Text => names.get(organ) ?? { zh: organ, en: organ };

const detailOf = (plan: Plan, planHash: string, names: Names) => ({
  ...summaryOf(plan, planHash),
  leadName: nameOf(names, plan.lead),
  guide: plan.guide.map((q) => ({ ...q, options: q.options ? [...q.options] : undefined })),
  items: plan.items.map((i) => ({
    id: i.id,
    name: i.name,
    legalType: i.legalType,
    organs: i.organs,
    organName: nameOf(names, i.organs.decides),
    after: [...i.after],
    presence: i.presence,
    heldBy: i.heldBy ?? null,
    commitment: i.commitment?.basis ?? null,
    statutoryLimit: printLimit(i.limits.statutory),
    extension: i.limits.extension ? printLimit(i.limits.extension.limit) : null,
    committedLimit: printLimit(i.limits.committed),
    basis: i.limits.basis,
  })),
  materials: plan.materials.map((m) => ({
    id: m.id,
    name: m.name,
    required: m.required,
    conditional: m.when !== undefined,
    original: m.original ?? false,
    accepts: [...m.accepts],
    maxBytes: m.maxBytes,
    tolerated: m.tolerated ? printLimit(m.tolerated.limit) : null,
  })),
  sources: plan.sources.map(({ path, source }) => ({ path, source })),
});
