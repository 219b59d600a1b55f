// Materials: a file is uploaded for one material of a matter, then submitted with a case by its id.
import multipart from '@fastify/multipart';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { checkAccess } from '../../../core/access.ts';
import { organsOf } from '../../../core/concerned.ts';
import { DomainError } from '../../../core/errors.ts';
import { findCase } from '../../../db/cases.ts';
import { countMaterials, findMaterial, type MaterialRow } from '../../../db/contents.ts';
import { findSubmittedMaterial } from '../../../db/reads/materials.ts';
import { findStanding } from '../../../ledger/authorise.ts';
import { recordLook } from '../../access-log.ts';
import { asAttachment } from '../../attachment.ts';
import type { AppDeps } from '../../deps.ts';
import { requestOf } from '../../request.ts';
import { idempotent, problemResponses, signedIn } from '../../schemas.ts';
import { allowRead } from '../../standing.ts';
import * as s from './schemas.ts';
import { acceptedContent, cleanName } from './upload.ts';

const common = { tags: ['materials'], security: signedIn };
const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};

export const materialRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    // The material's own limit counts, as the content comes in (files.ts); multipart's would be the server's limit for JSON.
    await app.register(multipart, { limits: { files: 1, fields: 5, fieldSize: 1000, fileSize: Infinity } });

    app.post(
      '/materials',
      {
        schema: {
          ...common,
          summary: '上传材料',
          headers: idempotent,
          querystring: s.uploadQuery,
          response: { 201: s.uploaded, ...problemResponses(401, 404, 409, 413, 422) },
        },
        config: { requestBody: s.uploadBody },
      },
      async (request, reply) => {
        const { matter, material } = request.query;
        const { actor } = requestOf(request); // a missing key is refused before anything is read
        await refuseTooMany(deps, actor.onBehalfOf ?? actor.personId);
        const { rules } = await deps.book.getCurrent(deps.pool, matter);
        const planned = rules.plan.materials.find((m) => m.id === material);
        if (!planned) throw new DomainError('material-not-found', 'The matter asks for no such material.');
        const part = request.isMultipart() ? await request.file().catch(asSendersFault) : undefined;
        if (!part) throw new DomainError('request-malformed', 'Send multipart/form-data with one file.');
        let mediaType = '';
        const content = acceptedContent(part.file, planned, (found) => (mediaType = found));
        const { fileHash, size } = await deps.files.save(content, planned).catch((error: unknown) => {
          // nobody reads the form on: unless the rest is thrown away, a sender who is still sending never hears why
          request.raw.unpipe().resume();
          throw error;
        });
        const name = cleanName(part.filename, `${material}.${EXTENSIONS[mediaType] ?? 'bin'}`);
        const file = { fileHash, size, mediaType };
        const { materialId } = await deps.contents.addMaterial(requestOf(request, { fileHash }), {
          ...file,
          matter,
          material,
          name,
        });
        return reply.code(201).send({ materialId, ...file });
      },
    );

    app.get(
      '/materials/:id',
      {
        schema: {
          ...common,
          summary: '下载材料',
          params: s.materialParams,
          response: { 200: s.download, ...problemResponses(401, 404) },
        },
      },
      async (request, reply) => {
        const row = await findMaterial(deps.pool, request.params.id);
        if (!row || !(await mayRead(deps, request.personId, row))) throw notFound();
        const name = await deps.contents.getMaterialName(deps.pool, row.id);
        // the name can not be read any more: the subject's key was erased, and with it the right to the file
        if (name === undefined) throw notFound();
        return asAttachment(reply, name, row.mediaType)
          .header('content-length', row.size)
          .send(deps.files.open(row.fileHash));
      },
    );
  };

const DAY_MS = 24 * 60 * 60 * 1000;
/** Whoever sends them: what a person owns is what fills the disk. */
async function refuseTooMany({ pool, clock, rateLimits }: AppDeps, ownerId: string): Promise<void> {
  const most = rateLimits.uploadsPerDay;
  if ((await countMaterials(pool, ownerId, (await clock(pool)) - DAY_MS, most)) >= most)
    throw new DomainError('too-many-requests', `At most ${most} materials a day.`, { params: { retryAfter: 3600 } });
}

/** What the parser of the form can not read (no boundary, no end, a part that is none) has no status of its own. */
function asSendersFault(error: Error): never {
  if ('statusCode' in error) throw error;
  throw new DomainError('request-malformed', 'The upload is no multipart/form-data that can be read.');
}

const notFound = () => new DomainError('material-not-found', 'There is no such material for you.');

/** Its owner and who acts for him; once submitted, also who handles, now, an item of the case that reads it. */
async function mayRead(deps: AppDeps, personId: string, row: MaterialRow): Promise<boolean> {
  if (row.ownerId === personId) return true;
  const action = 'readMaterial';
  const submitted = await findSubmittedMaterial(deps.pool, row.id);
  const found = submitted && (await findCase(deps.pool, submitted.caseNo));
  if (!found) {
    const principal = { personId: row.ownerId, matter: row.matter };
    const standing = await findStanding(deps.pool, personId, await deps.clock(deps.pool), { principal });
    // who uploads it for him looks whether it is the right one
    return checkAccess(action, standing).allowed || checkAccess('uploadFor', standing).allowed;
  }
  const plan = await deps.book.getPlan(deps.pool, found.planHash);
  const { organs } = organsOf(plan, found.state, (i) => i.reads.materials.includes(submitted.material));
  const access = await allowRead(deps, personId, action, { row: found, organs }, 'material-not-found');
  await recordLook(deps, { personId, access }, { caseNo: found.caseNo, action, what: 'material' });
  return true;
}
