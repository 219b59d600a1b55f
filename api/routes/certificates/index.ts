// Certificates: in full for holder, issuing organ and auditor; for everybody, whether one is genuine and still valid.
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { DomainError } from '../../../core/errors.ts';
import { findCase } from '../../../db/cases.ts';
import { findCertificate, type CertificateRow } from '../../../db/contents.ts';
import type { CertificateContent } from '../../../ledger/contents.ts';
import { recordLook } from '../../access-log.ts';
import { asAttachment } from '../../attachment.ts';
import type { AppDeps } from '../../deps.ts';
import { renderCertificate } from '../../documents/certificate-pdf.ts';
import { problemResponses, signedIn } from '../../schemas.ts';
import { allowRead } from '../../standing.ts';
import { maskName } from './mask-name.ts';
import * as s from './schemas.ts';

const tags = ['certificates'];
const common = { tags, params: s.certificateParams };
type Status = z.output<typeof s.verification>['status'];

export const certificateRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const closed = { ...common, security: signedIn };
    app.get(
      '/certificates/:number',
      { schema: { ...closed, summary: '证照', response: { 200: s.certificate, ...problemResponses(401, 404) } } },
      async (request, reply) => {
        const content = await getReadable(deps, request.personId, request.params.number);
        void reply.header('cache-control', 'no-store');
        // what is shown is what is signed, to the member
        const certificate = { ...content, outputs: content.outputs.map((o) => ({ ...o, value: o.value ?? null })) };
        return { certificate, jws: await deps.signer.sign(certificate) };
      },
    );
    app.get(
      '/certificates/:number/pdf',
      { schema: { ...closed, summary: '证照 PDF', response: { 200: s.pdf, ...problemResponses(401, 404) } } },
      async (request, reply) => {
        const content = await getReadable(deps, request.personId, request.params.number);
        const pdf = await renderCertificate(content, deps.publicUrl);
        return asAttachment(reply, `${content.typeName.zh}-${content.number}.pdf`, 'application/pdf').send(pdf);
      },
    );
  };

export const publicCertificateRoutes =
  (deps: AppDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/certificates/:number/verification',
      { schema: { ...common, summary: '证照核验', response: { 200: s.verification, ...problemResponses(404) } } },
      async (request, reply) => {
        const { row, content } = await getCertificate(deps, request.params.number);
        const { number, type, typeName, organName, itemName, issuedAt, holder } = content;
        void reply.header('cache-control', 'no-store');
        const status = row.status as Status; // the table's check allows no other
        return { number, status, type, typeName, organName, itemName, issuedAt, holderMasked: maskName(holder) };
      },
    );
    app.get(
      '/certificates/keys',
      { schema: { tags, summary: '证照验签公钥', response: { 200: s.jwks, ...problemResponses() } } },
      async () => deps.signer.jwks() as z.output<typeof s.jwks>,
    );
  };

const notFound = () => new DomainError('certificate-not-found', 'There is no such certificate for you.');

/** One whose subject's key was erased can not be read by anybody any more: as if there were none. */
async function getCertificate(
  { pool, contents }: AppDeps,
  number: string,
): Promise<{ row: CertificateRow; content: CertificateContent }> {
  const row = await findCertificate(pool, number);
  const content = row && (await contents.getCertificate(pool, number));
  if (!content) throw notFound();
  return { row, content };
}

/** For those whom core/access.ts lets read it: holder, the organ that issued it, auditors. Anybody else is told there is none. */
async function getReadable(deps: AppDeps, personId: string, number: string): Promise<CertificateContent> {
  const { row, content } = await getCertificate(deps, number);
  const found = await findCase(deps.pool, row.caseNo);
  if (!found) throw notFound();
  const action = 'readCertificate';
  const access = await allowRead(deps, personId, action, { row: found, organs: [row.organ] }, 'certificate-not-found');
  const of = { caseNo: row.caseNo, action, what: 'certificate', itemId: row.itemId } as const;
  await recordLook(deps, { personId, access }, of);
  return content;
}
