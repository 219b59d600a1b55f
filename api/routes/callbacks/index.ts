// Callbacks of departments' own systems (docs/department-systems.md). Nobody is signed in: the message's signature is all there is.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { verifyMessage } from '../../../activities/signature.ts';
import { DomainError } from '../../../core/errors.ts';
import type { AppDeps } from '../../deps.ts';
import { problemResponses } from '../../schemas.ts';
import { answerAsked, findAsked } from './asked.ts';
import * as s from './schemas.ts';

const BODY_LIMIT = 64 * 1024;

export const publicCallbackRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    // The signature covers the bytes as they came: a parsed and printed body need not be the same.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, body),
    );

    app.post(
      '/callbacks/:dispatchId',
      {
        schema: {
          tags: ['callbacks'],
          summary: '部门业务系统回调',
          params: s.callbackParams,
          headers: s.callbackHeaders,
          response: { 200: s.callbackAnswer, ...problemResponses(401, 409, 413, 422) },
        },
        config: { requestBody: s.callbackBody },
      },
      async (request) => {
        const rawBody = typeof request.body === 'string' ? request.body : '';
        const asked = await findAsked(deps, request.params.dispatchId);
        // wall time: the sender knows no other clock
        const now = Date.now();
        const keys = asked && Object.hasOwn(deps.systems, asked.system) ? deps.systems[asked.system]!.keys : [];
        const checked = verifyMessage({ keys, headers: request.headers, rawBody, now });
        if (!asked || !checked.ok) {
          const why = !asked ? 'dispatch-unknown' : checked.ok ? '' : checked.why;
          request.log.warn({ requestId: request.id, why }, 'callback refused');
          throw notProved();
        }
        return answerAsked(deps, asked, rawBody, notProved);
      },
    );
  };

/** One answer for everything a stranger may try, so that he learns nothing of any case. */
const notProved = () => new DomainError('signature-invalid', 'The message does not prove where it comes from.');
