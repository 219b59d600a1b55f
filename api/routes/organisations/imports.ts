// A table of organisations, posts and appointments, all or nothing: what it would change becomes one proposal.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { DomainError } from '../../../core/errors.ts';
import { sha256 } from '../../../ledger/sha256.ts';
import { MAX_CSV_BYTES, readCsv } from '../../csv.ts';
import type { AppDeps } from '../../deps.ts';
import { requestOf } from '../../request.ts';
import { idempotent, problemResponses, signedIn } from '../../schemas.ts';
import { changeView } from './changes.ts';
import * as s from './schemas.ts';

export const importRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

    app.post(
      '/organisations/imports',
      {
        bodyLimit: 2 * MAX_CSV_BYTES, // as JSON a text is longer than its file
        schema: {
          tags: ['organisations'],
          security: signedIn,
          summary: '导入机构、岗位与任职',
          headers: idempotent,
          querystring: s.importQuery,
          response: { 200: s.imported, 201: s.imported, ...problemResponses(401, 403, 409, 413, 422) },
        },
        config: { requestBody: s.importBody },
      },
      async (request, reply) => {
        const content = contentOf(request.body);
        const table = readCsv(content);
        const asked = requestOf(request, { file: sha256(content) });
        const { reason, 'dry-run': dryRun } = request.query;
        const { organisations } = deps.ledger;
        if (dryRun === 'true') {
          const steps = await organisations.checkTable(asked, table);
          return { steps: steps.length, planned: steps.slice(0, s.MOST_PLANNED), change: null };
        }
        const change = await changeView(deps, await organisations.proposeTable(asked, table, reason), request.personId);
        const planned = change.steps.slice(0, s.MOST_PLANNED);
        return reply.code(201).send({ steps: change.stepCount, planned, change });
      },
    );
  };

function contentOf(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  const told = s.importText.safeParse(body);
  if (told.success) return Buffer.from(told.data.text);
  throw new DomainError('request-malformed', 'Send the file as text/csv, or {"text": …} as JSON.');
}
