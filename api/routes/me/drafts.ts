// 草稿: the applications somebody has begun; nobody else ever sees them.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DomainError } from '../../../core/errors.ts';
import { toInstant } from '../../../core/views.ts';
import type { Draft } from '../../../ledger/drafts.ts';
import type { AppDeps } from '../../deps.ts';
import { principalOf, requestOf } from '../../request.ts';
import { idempotent, instant, kebabId, problemResponses, signedIn } from '../../schemas.ts';

const MAX_CHARACTERS = 200_000;
const revision = z
  .number()
  .int()
  .min(0)
  .max(2_000_000_000)
  .meta({ description: 'Of the one that was seen; 0 before the first' });
const content = z.record(z.string().max(100), z.unknown());
const draft = z
  .object({
    revision,
    savedAt: instant.nullable(),
    content: content.nullable().meta({ description: 'null: there is none' }),
  })
  .meta({ id: 'Draft', description: '草稿' });
const params = z.object({ matter: kebabId });
const body = z.strictObject({ revision, content: content.nullable().meta({ description: 'null throws it away' }) });

const view = ({ revision: of, savedAt, content: kept }: Draft) => ({
  revision: of,
  savedAt: savedAt === undefined ? null : toInstant(savedAt),
  content: kept ?? null,
});

export const draftRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const common = { tags: ['cases'], security: signedIn, params };
    app.get(
      '/me/drafts/:matter',
      { schema: { ...common, summary: '我的草稿', response: { 200: draft, ...problemResponses(401, 404) } } },
      async (request) => {
        await deps.book.getCurrent(deps.pool, request.params.matter);
        return view(await deps.drafts.find(placeOf(request)));
      },
    );
    app.post(
      '/me/drafts/:matter',
      {
        schema: {
          ...common,
          summary: '保存草稿',
          description: 'Replaces the one that was seen; refused when another one was saved meanwhile.',
          headers: idempotent,
          body,
          response: { 200: draft, ...problemResponses(401, 404, 409, 413) },
        },
      },
      async (request) => {
        requestOf(request); // asks for its key, like every change
        const { matter } = request.params;
        await deps.book.getCurrent(deps.pool, matter);
        const told = request.body.content;
        if (JSON.stringify(told).length > MAX_CHARACTERS)
          throw new DomainError('body-too-large', `A draft has at most ${MAX_CHARACTERS} characters.`);
        return view(await deps.drafts.save(placeOf(request), request.body.revision, told ?? undefined));
      },
    );
  };
type Asked = Parameters<typeof principalOf>[0] & { readonly params: z.infer<typeof params> };
const placeOf = (request: Asked) => ({
  personId: request.personId,
  onBehalfOf: principalOf(request) ?? request.personId,
  matter: request.params.matter,
});
