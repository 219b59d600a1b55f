// What is issued with a granting decision, a person's or the silence that the law takes for one, becomes a certificate row in the same transaction.
import { getItem, type PlanItem } from '../core/engine/plan.ts';
import { insertCertificate } from '../db/contents.ts';
import { findOrganisationName } from '../db/people.ts';
import type { CertificateContent } from './contents.ts';
import { getProfileName, getSubmittedForm } from './create-contents.ts';
import type { LedgerDeps } from './deps.ts';
import type { OpenCase } from './open-case.ts';

type Vaulted = Pick<LedgerDeps, 'vault'>;
export const certificateNumber = (caseNo: string, item: string): string => `${caseNo}-${item}`;

export async function issueCertificates(deps: Vaulted, c: OpenCase): Promise<void> {
  for (const { event } of c.recorded) {
    if (event.type !== 'issued') continue;
    const planned = getItem(c.rules.plan, event.item)!;
    const content = await contentOf(deps, c, planned, event.at);
    const sealed = await deps.vault.seal(c.db, c.row.keyId, content.number, content);
    await insertCertificate(c.db, {
      number: content.number,
      caseNo: c.row.caseNo,
      itemId: planned.id,
      type: event.certificateType,
      organ: planned.organs.issues,
      holderId: c.row.applicantId,
      status: 'valid',
      issuedAt: event.at,
      content: sealed,
    });
  }
}

async function contentOf(deps: Vaulted, c: OpenCase, planned: PlanItem, issuedAt: number): Promise<CertificateContent> {
  const { caseNo, applicantId } = c.row;
  const organ = planned.organs.issues;
  const outputs = c.outputs?.item === planned.id ? c.outputs.values : {};
  return {
    number: certificateNumber(caseNo, planned.id),
    type: planned.certificate!.type,
    typeName: planned.certificate!.name,
    caseNo,
    item: planned.id,
    itemName: planned.name,
    organ,
    organName: (await findOrganisationName(c.db, organ)) ?? { zh: organ, en: organ },
    holder: await holderOf(deps, c, planned, applicantId),
    issuedAt: new Date(issuedAt).toISOString(),
    outputs: planned.outputs.map((o) => ({ id: o.id, label: o.label, value: outputs[o.id] })),
  };
}

/** The form field the definition names (a company's name), else the applicant. */
async function holderOf(deps: Vaulted, c: OpenCase, planned: PlanItem, applicantId: string): Promise<string> {
  const field = planned.certificate!.holder;
  const value = field && (await getSubmittedForm(deps.vault, c.db, c.row.caseNo))?.form[field];
  return typeof value === 'string' ? value : ((await getProfileName(deps.vault, c.db, applicantId)) ?? applicantId);
}
