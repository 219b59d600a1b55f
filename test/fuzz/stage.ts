// What stands there before the requests begin: a matter with every kind of step, in the hands of sample people, and incidents to handle.
import { randomUUID } from 'node:crypto';
import { raiseIncident } from '../../db/incidents.ts';
import { item, plan, text } from '../core/engine/fixtures.ts';
import type { TestApp } from '../support/test-app.ts';
import { fiveInParallel, requestOf } from '../support/test-ledger.ts';
import { publishTestPlan } from '../support/test-plans.ts';

const wd = (amount: number) => ({ amount, unit: 'wd' }) as const;
const field = (id: string) => ({ id, type: 'text' as const, label: text(id), required: false });
const organ = 'market-regulation';
const organs = { accepts: organ, decides: organ, issues: organ, supervises: organ };
const extension = { limit: wd(10), by: 'head' as const };
const limits = { ...item('x').limits, accept: wd(5), starts: 'accepted' as const, extension };
export const LICENSED = 'licensed';

export async function setStage(a: TestApp): Promise<void> {
  const reads = { form: ['subject'], materials: ['lease'] };
  const certificate = { type: 'permit', name: text('permit') };
  await publishTestPlan(
    a.t.database,
    plan([item('permit', { organs, limits, reads, certificate, acceptance: 'item' })], {
      matter: LICENSED,
      lead: organ,
      form: { groups: [{ id: 'g', label: text('g'), fields: [field('subject'), field('applicantName')] }] },
      materials: [{ id: 'lease', name: text('lease'), required: false, accepts: ['image/png'], maxBytes: 9999 }],
    }),
  );
  const { caseNo } = await a.t.ledger.submit(requestOf('wang-xiaoming'), { ...fiveInParallel(), matter: LICENSED });
  const at = Date.now();
  for (const [kind, code] of [
    ['conduct', 'busy'],
    ['answer', 'answer-contradicts'],
    ['recall-failed', 'system-refused'],
  ] as const)
    await raiseIncident(a.t.database.owner, { id: randomUUID(), caseNo, kind, code, at });
}
