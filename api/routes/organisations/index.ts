// The tree of organisations, and its changes: proposed by one registrar, decided by another.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { checkAccess } from '../../../core/access.ts';
import { DomainError } from '../../../core/errors.ts';
import * as reads from '../../../db/reads/organisations.ts';
import { cutPage, readPosition } from '../../cursor.ts';
import type { AppDeps } from '../../deps.ts';
import { problemResponses, signedIn } from '../../schemas.ts';
import { allowRead, heldPosts } from '../../standing.ts';
import { changeRoutes } from './changes.ts';
import { importRoutes } from './imports.ts';
import * as s from './schemas.ts';

const common = { tags: ['organisations'], security: signedIn };
const instantOr = (at: Date | null) => at?.toISOString() ?? null;
const view = ({ closedAt, ...o }: reads.ListedOrganisation) => ({ ...o, closedAt: instantOr(closedAt) });

export const organisationRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(changeRoutes(deps));
    await app.register(importRoutes(deps));

    app.get(
      '/organisations',
      {
        schema: {
          ...common,
          summary: '机构',
          querystring: s.organisationQuery,
          response: { 200: s.organisations, ...problemResponses(401, 403) },
        },
      },
      async (request) => {
        await allowRead(deps, request.personId, 'readOrganisations', {}, 'not-allowed');
        const { cursor, limit, parent, roots, q } = request.query;
        const below = roots === 'true' ? null : parent;
        const list = {
          secret: deps.cursorSecret,
          name: `organisations/${below === null ? '/' : (below ?? '')}/${q ?? ''}`,
        };
        const [after = ''] = readPosition(list, cursor) ?? [];
        const rows = await reads.listOrganisations(deps.pool, below, after, limit + 1, q);
        const { shown, next } = cutPage(list, rows, limit, ({ id }) => [id, '']);
        return { organisations: shown.map(view), next };
      },
    );

    app.get(
      '/organisations/:id',
      {
        schema: {
          ...common,
          summary: '机构及其岗位',
          params: s.organisationParams,
          response: { 200: s.organisationDetail, ...problemResponses(401, 403, 404) },
        },
      },
      async (request) => {
        const { id } = request.params;
        await allowRead(deps, request.personId, 'readOrganisations', {}, 'not-allowed');
        const found = await getOrganisation(id);
        const { posts: held, now } = await heldPosts(deps, request.personId);
        const mayKnow = checkAccess('readHoldings', { posts: held, self: [], powers: [], organs: {} }).allowed;
        const holdings = mayKnow ? await reads.listHoldings(deps.pool, id, now) : undefined;
        const posts = await reads.listPosts(deps.pool, id);
        return {
          ...view(found),
          posts: posts.map(({ closedAt, ...post }) => ({
            ...post,
            closedAt: instantOr(closedAt),
            holders: holdings?.filter((h) => h.postId === post.id).map(holderView) ?? null,
          })),
        };
      },
    );

    app.get(
      '/organisations/:id/history',
      {
        schema: {
          ...common,
          summary: '机构变更记录',
          params: s.organisationParams,
          querystring: s.historyQuery,
          response: { 200: s.history, ...problemResponses(401, 403, 404) },
        },
      },
      async (request) => {
        const { id } = request.params;
        await allowRead(deps, request.personId, 'readOrganisationHistory', {}, 'not-allowed');
        await getOrganisation(id);
        const { cursor, limit } = request.query;
        const list = { secret: deps.cursorSecret, name: `organisation-history/${id}` };
        const rows = await reads.listHistory(deps.pool, id, readPosition(list, cursor)?.[0], limit + 1);
        const { shown, next } = cutPage(list, rows, limit, ({ seq }) => [seq, '']);
        return { history: shown.map(({ seq: _, at, ...row }) => ({ ...row, at: at.toISOString() })), next };
      },
    );

    const getOrganisation = async (id: string) => {
      const found = await reads.findOrganisation(deps.pool, id);
      if (!found) throw new DomainError('organisation-not-found', 'There is no such organisation.');
      return found;
    };
  };

const holderView = ({ postId: _, from, until, ...holding }: reads.ListedHolding) => ({
  ...holding,
  from: from.toISOString(),
  until: instantOr(until),
});
