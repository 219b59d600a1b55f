// Every role and relation as somebody who signs in, and a case of the demonstration company that they stand to.
import { randomUUID } from 'node:crypto';
import { POWERS } from '../../../core/access.ts';
import { insertAuthorisation } from '../../../db/authorisations.ts';
import { appoint, endAppointment, saveOrganisation, savePerson, savePost } from '../../../db/people.ts';
import { item, plan, text } from '../../core/engine/fixtures.ts';
import type { TestApp } from '../../support/test-app.ts';
import { fiveInParallel, requestOf } from '../../support/test-ledger.ts';
import { addOfficer, publishTestPlan } from '../../support/test-plans.ts';

const DAY = 86_400_000;
const wd = (amount: number) => ({ amount, unit: 'wd' }) as const;
export const MATTER = 'access-matrix';
/** Sample people, and those made below, by what they are to the case. */
export const CALLERS = {
  nobody: undefined,
  applicant: 'person-applicant',
  representative: 'li-na',
  stranger: 'person-stranger',
  agent: 'person-agent',
  agentReads: 'person-agent-reads',
  agentCollects: 'person-agent-collects',
  agentSubmits: 'person-agent-submits',
  agentEnded: 'person-agent-ended',
  agentRevoked: 'person-agent-revoked',
  agentOtherMatter: 'person-agent-other-matter',
  agentOfRevoked: 'person-agent-of-revoked',
  coApplicant: 'person-co-applicant',
  helper: 'person-helper',
  interested: 'person-interested',
  reviewer: 'm-reviewer',
  decider: 'm-decider',
  head: 'm-head',
  substitute: 'm-substitute',
  substituteOver: 'm-substitute-over',
  former: 'm-former',
  future: 'm-future',
  partyOfficer: 'm-party',
  otherItem: 'm2-decider',
  otherDepartment: 'dept-x-decider',
  supervisingOrgan: 'm-watch-decider',
  coordinator: 'm-lead-coordinator',
  leadHead: 'm-lead-head',
  governmentHead: 'm-gov-head',
  coordinatorElsewhere: 'dept-x-coordinator',
  clerk: 'ma-yan',
  clerkElsewhere: 'far-window-clerk',
  bringer: 'ding-hao',
  supervisor: 'lin-tao',
  supervisorElsewhere: 'pan-jun',
  auditor: 'xu-jie',
  operator: 'guo-bin',
  author: 'shi-qi',
  publisher: 'gao-feng',
  registrar: 'qin-yue',
  system: 'demo-bank-system',
} as const;
export type Caller = keyof typeof CALLERS;

export async function setCallers(a: TestApp): Promise<void> {
  const { database } = a.t;
  const { owner } = database;
  const organs = { accepts: 'm', decides: 'm', issues: 'm', supervises: 'm-watch' };
  const limits = { ...item('x').limits, extension: { limit: wd(10), by: 'head' as const } };
  const other = { accepts: 'm2', decides: 'm2', issues: 'm2', supervises: 'm2' };
  const field = (id: string) => ({ id, type: 'text' as const, label: text(id), required: false });
  await publishTestPlan(
    database,
    plan(
      [item('permit', { organs, limits, reads: { form: [], materials: ['lease'] } }), item('other', { organs: other })],
      {
        matter: MATTER,
        lead: 'm-lead',
        form: { groups: [{ id: 'g', label: text('g'), fields: [field('subject'), field('applicantName')] }] },
        materials: [{ id: 'lease', name: text('lease'), required: false, accepts: ['image/png'], maxBytes: 9999 }],
      },
    ),
  );
  for (const role of ['reviewer', 'decider', 'head'] as const) await addOfficer(database, 'm', `m-${role}`, role);
  await addOfficer(database, 'm2', 'm2-decider', 'decider');
  await addOfficer(database, 'm-watch', 'm-watch-decider', 'decider');
  await addOfficer(database, 'm-lead', 'm-lead-coordinator', 'coordinator');
  await addOfficer(database, 'm-lead', 'm-lead-head', 'head');
  await addOfficer(database, 'dept-x', 'dept-x-decider', 'decider');
  await addOfficer(database, 'dept-x', 'dept-x-coordinator', 'coordinator');
  await addOfficer(database, 'm', 'm-party', 'decider');
  await saveOrganisation(owner, { id: 'far-window', kind: 'window', divisionCode: '440199', name: text('far') });
  await savePost(owner, { id: 'far-clerk', organisationId: 'far-window', role: 'clerk', name: text('far') });
  await saveOrganisation(owner, { id: 'm-gov', kind: 'government', divisionCode: '310199', name: text('gov') });
  await addOfficer(database, 'm-gov', 'm-gov-head', 'head');
  const person = (id: string) => savePerson(owner, { id, kind: 'natural', subject: id, keyId: null, profile: null });
  for (const id of Object.values(CALLERS))
    if (id?.startsWith('person-') || id?.startsWith('m-') || id?.startsWith('far-')) await person(id);
  const now = Date.now();
  await appoint(owner, 'far-window-clerk', 'far-clerk', now - DAY);
  await appoint(owner, 'm-former', 'm-officer', now - 2 * DAY);
  await endAppointment(owner, 'm-former', 'm-officer', now - 1000);
  await appoint(owner, 'm-future', 'm-officer', now + DAY);
  for (const [id, until] of [
    ['m-substitute', now + DAY],
    ['m-substitute-over', now - 1000],
  ] as const)
    await owner.query(
      `insert into post_holdings (person_id, post_id, valid_from, valid_until, kind, for_person) values ($1, 'm-officer', $2, $3, 'substitution', 'm-decider')`,
      [id, new Date(now - DAY), new Date(until)],
    );
  await owner.query(
    `update post_holdings set valid_from = '2025-01-01' where valid_until is null and valid_from <= $1`,
    [new Date(now)],
  );
  await setAgents(a, now);
}

async function setAgents(a: TestApp, now: number): Promise<void> {
  const { owner } = a.t.database;
  const [{ id: representative }] = (
    await owner.query<{ id: string }>(`select id from authorisations where person_id = 'li-na'`)
  ).rows as [{ id: string }];
  const grant = async (personId: string, more: object = {}) => {
    const id = randomUUID();
    const terms = {
      matters: [MATTER],
      actions: POWERS,
      mayPassOn: false,
      validFrom: now - DAY,
      parentId: representative,
    };
    await insertAuthorisation(
      owner,
      { id, kind: 'agent', principalId: 'demo-company', personId, ...terms, ...more },
      { by: 'li-na', at: now - DAY },
    );
    return id;
  };
  await grant('person-agent');
  await grant('person-agent-reads', { actions: ['read'] });
  await grant('person-agent-collects', { actions: ['collect'] });
  await grant('person-agent-submits', { actions: ['submit'] });
  await grant('person-agent-ended', { validUntil: now - 1000 });
  await grant('person-agent-other-matter', { matters: ['five-in-parallel'] });
  const revoked = await grant('person-agent-revoked', { mayPassOn: true });
  await grant('person-agent-of-revoked', { parentId: revoked });
  await owner.query(`update authorisations set revoked_at = $2, revoked_by = 'li-na' where id = $1`, [
    revoked,
    new Date(now - 1000),
  ]);
  // the applicant of the matrix is a person for whom the company's representative and agents stand as well: two cases, one table
}

export interface Thing {
  readonly caseNo: string;
  readonly task: string;
}
/** A fresh case of the company, brought in by the neighbouring window, with its parties; the applicant's column has one of his own. */
export async function makeThing(a: TestApp, who: Caller): Promise<Thing> {
  const submission = { ...fiveInParallel(), matter: MATTER };
  const own = who === 'applicant';
  const actor = own
    ? { personId: CALLERS.applicant, channel: 'web' as const }
    : { personId: 'ding-hao', channel: 'web' as const, onBehalfOf: 'demo-company' };
  const { caseNo } = await a.t.ledger.submit(requestOf('', { actor }), submission);
  await a.t.ledger.advance(caseNo);
  const parties = {
    'person-co-applicant': 'co-applicant',
    'person-helper': 'helper',
    'person-interested': 'interested-party',
    'm-party': 'co-applicant',
  };
  for (const [personId, kind] of Object.entries(parties))
    await a.t.database.owner.query(
      'insert into case_parties (case_no, person_id, kind, added_by, added_at) values ($1, $2, $3, $2, clock_timestamp())',
      [caseNo, personId, kind],
    );
  const { rows } = await a.t.database.owner.query<{ id: string }>(
    `select id from tasks where case_no = $1 and item_id = 'permit'`,
    [caseNo],
  );
  return { caseNo, task: rows[0]!.id };
}
