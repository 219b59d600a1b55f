// The same for a system that signs in by itself (client credentials): what it was asked, and its answer.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { answerSchema } from '../../../activities/system-answer.ts';
import type { Action } from '../../../core/access.ts';
import { DomainError } from '../../../core/errors.ts';
import type { AppDeps } from '../../deps.ts';
import { problemResponses, signedIn } from '../../schemas.ts';
import { allowRead } from '../../standing.ts';
import { answerAsked, findAsked } from './asked.ts';
import * as s from './schemas.ts';

const common = { tags: ['callbacks'], security: signedIn, params: s.callbackParams };
const notFound = () => new DomainError('dispatch-not-found', 'There is no such dispatch of this system.');

export const dispatchRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    /** The dispatch, when the one signed in is the system that was asked; else there is none for him. */
    const getOwn = async (personId: string, told: string, action: Action) => {
      const asked = await findAsked(deps, told);
      if (!asked) throw notFound();
      await allowRead(deps, personId, action, { asked: [asked.organ] }, 'dispatch-not-found');
      return asked;
    };
    app.get(
      '/dispatches/:dispatchId',
      { schema: { ...common, summary: '对接请求', response: { 200: s.dispatch, ...problemResponses(401, 404) } } },
      async (request) => {
        const { caseNo, dispatchId } = await getOwn(request.personId, request.params.dispatchId, 'readDispatch');
        const content = await deps.ledger.getDispatchContent(caseNo, dispatchId);
        if (!content) throw notFound();
        const { item, matter, until, form, outputs } = content;
        return { caseNo, matter, item, until, form, outputs };
      },
    );
    app.post(
      '/dispatches/:dispatchId/answer',
      {
        schema: {
          ...common,
          summary: '回复对接请求',
          body: answerSchema,
          response: { 200: s.callbackAnswer, ...problemResponses(401, 404, 409, 413, 422) },
        },
      },
      async (request) => {
        const asked = await getOwn(request.personId, request.params.dispatchId, 'answer');
        return answerAsked(deps, asked, JSON.stringify(request.body), notFound);
      },
    );
  };
