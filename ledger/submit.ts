// Submission: the form, the references to the materials, the case and its first events in one transaction. That is the promise
// to the applicant: what was answered 201 is never lost.
import { randomUUID } from 'node:crypto';
import { civilDate } from '../core/clock/calendar.ts';
import { formatCaseNo } from '../core/codes/case-number.ts';
import { conditionsHash, evaluateConditions } from '../core/definition/conditions.ts';
import { checkMaterials } from '../core/definition/form-materials.ts';
import { agenda } from '../core/engine/agenda.ts';
import { decide } from '../core/engine/decide.ts';
import type { ContentRef, Facts } from '../core/engine/events.ts';
import type { Plan } from '../core/engine/plan.ts';
import { expiriesOf } from '../core/engine/silence.ts';
import { ENGINE_FORMAT, initialState } from '../core/engine/state.ts';
import { DomainError, type Fault } from '../core/errors.ts';
import { insertCase, nextCaseSerial } from '../db/cases.ts';
import { findMaterial, insertCaseMaterial, insertSubmission } from '../db/contents.ts';
import type { Db } from '../db/db.ts';
import { authoriseFor } from './authorise.ts';
import { closeCase } from './close-case.ts';
import type { LedgerDeps } from './deps.ts';
import type { Applied, Request, Submission } from './ledger.ts';
import { record, type OpenCase } from './open-case.ts';
import { findRepeated, takeKey } from './requests.ts';
import { sha256 } from './sha256.ts';
import { inTransaction } from './transaction.ts';

export async function submit(deps: LedgerDeps, request: Request, submission: Submission): Promise<Applied> {
  const { pool, vault } = deps;
  const applied = await inTransaction(pool, async (db) => {
    const repeated = await findRepeated(db, vault, request);
    if (repeated) return { ...repeated, matter: submission.matter, repeated: true, wake: false };
    return submitNew(deps, db, request, submission);
  });
  if (applied === 'taken') return submit(deps, request, submission); // the same request just won: answer as it did
  const { caseNo, matter, seq, repeated, wake } = applied;
  return { caseNo, matter, seq, repeated, wake };
}

async function submitNew(
  deps: LedgerDeps,
  db: Db,
  request: Request,
  submission: Submission,
): Promise<Applied | 'taken'> {
  const { vault, clock, book, failpoints } = deps;
  const { rules, planHash } = await book.getCurrent(db, submission.matter);
  const { plan, calendar } = rules;
  if (submission.planHash && submission.planHash !== planHash)
    throw new DomainError(
      'matter-changed',
      'The matter was published anew since you opened the form; check it and send it again.',
    );
  const now = await clock(db);
  const { actor, principalId: applicantId } = await authoriseFor(db, request.actor, plan.matter, SUBMIT, now);
  const facts = getFacts(plan, submission);
  const caseNo = formatCaseNo({ division: plan.region, date: civilDate(now), serial: await nextCaseSerial(db) });
  if (!(await takeKey(db, vault, request, { caseNo, seq: 0 }, now))) return 'taken';

  const keyId = await vault.keyOf(db, applicantId, now);
  const row = {
    caseNo,
    matter: plan.matter,
    planHash,
    calendarHash: calendar.hash,
    organ: plan.lead,
    region: plan.region,
    applicantId,
    ...(actor.orgId !== undefined && { windowId: actor.orgId }),
    ...(actor.onBehalfOf !== undefined && actor.orgId === undefined && { agentId: actor.personId }),
    keyId,
  };
  await insertCase(db, row, initialState, ENGINE_FORMAT, now);
  const form = await saveForm(deps, db, caseNo, keyId, submission);
  const materials = await attachMaterials(db, caseNo, applicantId, plan, facts, submission);

  const c: OpenCase = {
    db,
    row: { ...row, engineFormat: ENGINE_FORMAT, seq: 0, head: '', recordedAt: now, wakeSeq: 0, conductedSeq: 0 },
    rules,
    now,
    before: initialState,
    agendaBefore: agenda(plan, initialState),
    tasks: [],
    state: initialState,
    recorded: [],
  };
  const events = decide(
    rules,
    initialState,
    {
      type: 'submit',
      form,
      formVersion: 1,
      facts,
      conditionsHash: conditionsHash(plan, sha256),
      materials,
      deselected: submission.deselected,
      held: submission.held,
      promised: submission.promised ?? [],
      commitments: submission.commitments ?? [],
      expiries: expiriesOf(plan, submission.form),
      channel: actor.channel,
    },
    now,
  );
  record(c, events, request.key, actor);
  const closed = await closeCase(deps, c, { conducted: false });
  await failpoints.reach('apply:before-commit', caseNo);
  return { caseNo, matter: plan.matter, seq: closed.seq, repeated: false, wake: closed.wake };
}

const SUBMIT = { own: 'submit', forAnother: 'submitFor' } as const;

/** Conditions over form and guide as facts; one that is unknown refuses the submission and points to what is missing. */
function getFacts(plan: Plan, { form, guide }: Submission): Facts {
  const faults: Fault[] = [];
  const facts: Record<string, boolean> = {};
  for (const [id, result] of Object.entries(evaluateConditions(plan, { form, guide }))) {
    if (typeof result === 'boolean') facts[id] = result;
    else for (const pointer of result.unknown) faults.push({ pointer, code: 'needed', message: NEEDED });
  }
  if (faults.length) throw new DomainError('facts-unknown', 'Fill in what decides which items apply.', { faults });
  return facts;
}
const NEEDED = { zh: '需要此项才能判断办理情形', en: 'Needed to decide which items apply' };

async function saveForm(deps: LedgerDeps, db: Db, caseNo: string, keyId: string, s: Submission): Promise<ContentRef> {
  const id = randomUUID();
  const { form, guide, deselected, held, promised, commitments } = s;
  const content = { form, guide, deselected, held, promised, commitments };
  const sealed = await deps.vault.seal(db, keyId, id, content);
  await insertSubmission(db, id, caseNo, 1, sealed);
  return { id, hash: sealed.hash };
}

async function attachMaterials(db: Db, caseNo: string, owner: string, plan: Plan, facts: Facts, s: Submission) {
  const faults: Fault[] = checkMaterials(plan, facts, s, Object.keys(s.materials));
  const attached: { material: string; content: ContentRef }[] = [];
  const faulty = new Set(faults.map((f) => f.pointer));
  for (const [id, given] of Object.entries(s.materials)) {
    if (faulty.has(`/materials/${id}`)) continue;
    const fault = (code: string, zh: string, en: string) =>
      faults.push({ pointer: `/materials/${id}`, code, message: { zh, en } });
    const material = await findMaterial(db, given);
    if (!material || material.ownerId !== owner || material.matter !== plan.matter || material.material !== id)
      fault('not-found', '没有此材料，请重新上传', 'There is no such upload; upload it again');
    else if (!(await insertCaseMaterial(db, { caseNo, material: id, version: 1, materialId: given })))
      fault('in-use', '此文件已用于另一办件，请重新上传', 'The upload was used in another case; upload it again');
    else attached.push({ material: id, content: { id: given, hash: material.name.hash } });
  }
  if (faults.length)
    throw new DomainError('materials-invalid', 'Materials are missing or can not be used.', { faults });
  return attached;
}
