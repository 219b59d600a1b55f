// Changes of the organisations, before and after they take effect.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { DomainError } from '../../../core/errors.ts';
import { findChange, listChanges, type OrganisationChange } from '../../../db/organisation-changes.ts';
import { checkOther, refuseDecided, refuseForeignWithdrawal } from '../../../ledger/organisations.ts';
import { cutPage, readPosition } from '../../cursor.ts';
import type { AppDeps } from '../../deps.ts';
import { requestOf } from '../../request.ts';
import { actionOf } from '../../decisions.ts';
import { idempotent, problemResponses, signedIn } from '../../schemas.ts';
import { allowRead, heldPosts } from '../../standing.ts';
import * as s from './schemas.ts';

const common = { tags: ['organisations'], security: signedIn };
const view = ({ proposedAt, decidedAt, ...change }: OrganisationChange) => ({
  ...change,
  proposedAt: proposedAt.toISOString(),
  decidedAt: decidedAt?.toISOString() ?? null,
});

/** A change with its steps, how many they are, and what this person may do about it. */
export async function changeView(deps: Pick<AppDeps, 'pool' | 'clock'>, id: string, by: string) {
  const change = await findChange(deps.pool, id);
  if (!change) throw new DomainError('change-not-found', 'There is no such change.');
  const { posts, now: at } = await heldPosts(deps, by);
  const { steps, ...rest } = change;
  const actions = [
    await actionOf('decideOrganisationChange', posts, async () => {
      refuseDecided(change);
      await checkOther({ db: deps.pool, change, by, at });
    }),
    await actionOf(
      'proposeOrganisationChange',
      posts,
      () => {
        refuseDecided(change);
        refuseForeignWithdrawal(change, by);
      },
      'withdraw',
    ),
  ];
  return { ...view(rest), stepCount: steps.length, steps, actions };
}

export const changeRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { organisations } = deps.ledger;
    app.get(
      '/organisation-changes',
      {
        schema: {
          ...common,
          summary: '机构变更',
          querystring: s.changeQuery,
          response: { 200: s.changes, ...problemResponses(401, 403) },
        },
      },
      async (request) => {
        await allowRead(deps, request.personId, 'readOrganisationHistory', {}, 'not-allowed');
        const { cursor, limit, status } = request.query;
        const list = { secret: deps.cursorSecret, name: `organisation-changes/${status ?? ''}` };
        const rows = await listChanges(deps.pool, status, readPosition(list, cursor), limit + 1);
        const { shown, next } = cutPage(list, rows, limit, (row) => [row.position, row.id]);
        const changes = shown.map(({ steps, position: _, ...row }) => ({ ...view(row), stepCount: steps }));
        return { changes, next };
      },
    );
    app.get(
      '/organisation-changes/:id',
      {
        schema: {
          ...common,
          summary: '机构变更及其步骤',
          params: s.changeParams,
          response: { 200: s.changeDetail, ...problemResponses(401, 403, 404) },
        },
      },
      async (request) => {
        await allowRead(deps, request.personId, 'readOrganisationHistory', {}, 'not-allowed');
        return changeView(deps, request.params.id, request.personId);
      },
    );
    app.post(
      '/organisation-changes',
      {
        schema: {
          ...common,
          summary: '提出机构变更',
          headers: idempotent,
          body: s.proposal,
          response: { 201: s.change, ...problemResponses(401, 403, 409, 413, 422) },
        },
      },
      async (request, reply) => {
        const id = await organisations.propose(requestOf(request), request.body);
        return reply.code(201).send(await changeView(deps, id, request.personId));
      },
    );

    const decision = (summary: string) => ({
      ...common,
      summary,
      headers: idempotent,
      params: s.changeParams,
      response: { 200: s.change, ...problemResponses(401, 403, 404, 409, 413, 422) },
    });
    app.post('/organisation-changes/:id/approval', { schema: decision('批准机构变更') }, async (request) => {
      await organisations.approve(requestOf(request), request.params.id);
      return changeView(deps, request.params.id, request.personId);
    });
    app.post(
      '/organisation-changes/:id/rejection',
      { schema: { ...decision('退回机构变更'), body: s.rejection } },
      async (request) => {
        await organisations.reject(requestOf(request), request.params.id, request.body.reason);
        return changeView(deps, request.params.id, request.personId);
      },
    );
    app.post('/organisation-changes/:id/withdrawal', { schema: decision('撤回机构变更') }, async (request) => {
      await organisations.withdraw(requestOf(request), request.params.id);
      return changeView(deps, request.params.id, request.personId);
    });
  };
