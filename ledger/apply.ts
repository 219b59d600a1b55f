// One command of a person on a case, in one transaction: lock, time, authorise, decide, record. The only way process state changes
// by a person's hand (submission, which makes the case, has its own file).
import { randomUUID } from 'node:crypto';
import type { Action } from '../core/access.ts';
import { formatInstrumentNumber } from '../core/codes/instrument-number.ts';
import { organsOfAct } from '../core/concerned.ts';
import { decide } from '../core/engine/decide.ts';
import type { PeoplesCommand } from '../core/engine/commands.ts';
import type { ContentRef } from '../core/engine/events.ts';
import { refuseWaiver } from '../core/engine/hearings.ts';
import { nextInstrument } from '../core/engine/instruments.ts';
import { getItem } from '../core/engine/plan.ts';
import { DomainError } from '../core/errors.ts';
import { boundByClaim, refuseClaimed, refuseUnreviewed } from '../core/work.ts';
import { findCaseMaterialVersion, findMaterial, insertCaseMaterial, insertText } from '../db/contents.ts';
import type { Db } from '../db/db.ts';
import { listParties } from '../db/parties.ts';
import { listHeldPosts } from '../db/people.ts';
import type { TaskRow } from '../db/tasks.ts';
import { authorise } from './authorise.ts';
import { closeCase } from './close-case.ts';
import type { LedgerDeps } from './deps.ts';
import type { Actor, Applied, Intent, Request } from './ledger.ts';
import { applyTime, openCase, record, type OpenCase } from './open-case.ts';
import { findRepeated, reused, takeKey } from './requests.ts';
import { inTransaction } from './transaction.ts';

export async function apply(deps: LedgerDeps, caseNo: string, request: Request, intent: Intent): Promise<Applied> {
  const applied = await inTransaction(deps.pool, async (db): Promise<Applied> => {
    const c = await openCase(db, caseNo, deps.book, deps.clock);
    const repeated = await findRepeated(db, deps.vault, request);
    if (repeated) {
      if (repeated.caseNo !== caseNo) throw reused();
      return { caseNo, matter: c.row.matter, seq: repeated.seq, repeated: true, wake: false };
    }
    applyTime(c);
    const actor = await authorise(db, request.actor, actionOf(intent), subjectOf(c, intent), c.now);
    refuseUnknownItem(c, intent);
    await refuseByWork(c, intent, actor);
    await refuseWaiverForOthers(c, intent);
    const command = await toCommand(deps, c, intent, actor);
    recordCommand(c, command, request.key, actor);
    const closed = await closeCase(deps, c, { conducted: false });
    if (!(await takeKey(db, deps.vault, request, { caseNo, seq: closed.seq }, c.now))) throw reused();
    await deps.failpoints.reach('apply:before-commit', caseNo);
    return { caseNo, matter: c.row.matter, seq: closed.seq, repeated: false, wake: closed.wake };
  });
  await deps.failpoints.reach('apply:after-commit', caseNo);
  return applied;
}

/** Decides and records. Also the way of a department's system (answer.ts). */
export function recordCommand(c: OpenCase, command: PeoplesCommand, commandId: string, actor: Actor): void {
  record(c, decide(c.rules, c.state, command, c.now), commandId, actor);
  if (command.type === 'decide') c.outputs = { item: command.item, values: command.outputs?.values ?? {} };
}

const actionOf = (intent: Intent): Action => intent.type;

const subjectOf = (c: OpenCase, intent: Intent) => ({ row: c.row, ...organsOfAct(c.rules.plan, c.state, intent) });

function refuseUnknownItem(c: OpenCase, intent: Intent): void {
  if ('item' in intent && !getItem(c.rules.plan, intent.item))
    throw new DomainError('item-not-found', `The case has no item ${intent.item}.`);
}

/** A task that somebody has claimed is his until he releases it, or leaves the organ; one that must be reviewed is not decided before. */
async function refuseByWork(c: OpenCase, intent: Intent, actor: Actor): Promise<void> {
  if (!('item' in intent)) return;
  const task = c.tasks.find((t) => t.itemId === intent.item && t.status === 'open');
  if (!task) return; // the engine says what is wrong
  const foreign = boundByClaim(actionOf(intent)) && task.claimedBy !== actor.personId;
  // who has left the organ holds up nobody
  if (foreign && (await isHeld(c, task))) refuseClaimed(task, actor.personId);
  if (intent.type === 'decide') refuseUnreviewed(getItem(c.rules.plan, intent.item), task, actor.personId);
}
async function isHeld({ db, now }: OpenCase, { claimedBy, organ }: TaskRow): Promise<boolean> {
  return claimedBy !== undefined && (await listHeldPosts(db, claimedBy, now)).some((p) => p.orgId === organ);
}

async function refuseWaiverForOthers(c: OpenCase, intent: Intent): Promise<void> {
  if (intent.type === 'waiveHearing') refuseWaiver(await listParties(c.db, c.row.caseNo));
}

async function toCommand(deps: LedgerDeps, c: OpenCase, intent: Intent, actor: Actor): Promise<PeoplesCommand> {
  const item = 'item' in intent ? intent.item : undefined;
  const reason = 'reason' in intent ? await sealText(deps, c, item, 'reason', intent.reason) : undefined;
  const post = actor.postId ? { post: actor.postId } : {};
  /** The document that the step makes has the next number, unless the officer names the authority's own. */
  const ourNumber = () => formatInstrumentNumber(c.row.caseNo, nextInstrument(c.state));
  switch (intent.type) {
    case 'receive':
      return { type: 'receive', organ: actor.orgId! };
    case 'accept':
      return { ...intent, organ: actor.orgId! };
    case 'declineAcceptance':
      return { ...intent, reason, organ: actor.orgId! };
    case 'notifyCorrection': {
      const content = await sealText(deps, c, item, 'correction', intent.content);
      return { ...intent, document: intent.document ?? ourNumber(), content, ...post };
    }
    case 'supplyCorrection':
      return intent;
    case 'startSpecialProcedure':
      return {
        ...intent,
        ...(intent.heldOn !== undefined && { heldOn: intent.heldOn }),
        document: intent.document ?? ourNumber(),
        ...post,
      };
    case 'endSpecialProcedure':
    case 'seeOriginal':
    case 'returnOriginal':
      return { ...intent, ...post };
    case 'decideExtension':
    case 'decideJointExtension': {
      const document = intent.document ?? (intent.approve ? ourNumber() : undefined);
      return { ...intent, ...(document && { document }), ...post };
    }
    case 'requestExtension':
    case 'requestJointExtension':
      return { ...intent, reason, ...post };
    case 'tellHearingRight':
    case 'recordAfterCheck':
      return { ...intent, ...post };
    case 'withdrawCommitment':
      return intent;
    case 'requestHearing':
    case 'waiveHearing':
      return { type: 'answerHearing', item: intent.item, wanted: intent.type === 'requestHearing' };
    case 'answerEscalation': {
      const text = await sealText(deps, c, undefined, 'answer', intent.text);
      return { ...intent, text, ...post };
    }
    case 'serve': {
      const { proof: text, ...rest } = intent;
      const proof = await sealText(deps, c, undefined, 'proof', text);
      return { ...rest, ...(proof && { proof }), ...post };
    }
    case 'collect':
      return { type: 'serve', instrument: intent.instrument, how: 'portal' };
    case 'withdrawApplication':
      return { type: 'withdrawApplication', ...(reason && { reason }) };
    case 'supplement':
      return { type: 'supplement', material: intent.material, content: await attach(c, intent) };
    case 'decide': {
      const { outputs, reason: _text, ...rest } = intent;
      const ref = await sealText(deps, c, item, 'outputs', outputs);
      return {
        ...rest,
        ...(reason && { reason }),
        ...(ref && { outputs: { ref, values: outputs! } }),
        ...post,
      };
    }
  }
}

/** Stores a text of this case sealed; undefined for an empty one. */
export async function sealText(
  { vault }: Pick<LedgerDeps, 'vault'>,
  c: { readonly db: Db; readonly row: Pick<OpenCase['row'], 'caseNo' | 'keyId'> },
  itemId: string | undefined,
  kind: 'reason' | 'outputs' | 'opinion' | 'correction' | 'answer' | 'proof',
  value: unknown,
): Promise<ContentRef | undefined> {
  const empty = typeof value === 'string' ? value.trim() === '' : !value || Object.keys(value).length === 0;
  if (empty) return undefined;
  const id = randomUUID();
  const sealed = await vault.seal(c.db, c.row.keyId, id, value);
  await insertText(c.db, { id, caseNo: c.row.caseNo, itemId, kind }, sealed);
  return { id, hash: sealed.hash };
}

async function attach(
  c: OpenCase,
  { material, materialId }: Extract<Intent, { type: 'supplement' }>,
): Promise<ContentRef> {
  const { db, row } = c;
  const found = await findMaterial(db, materialId);
  if (!found || found.ownerId !== row.applicantId || found.matter !== row.matter || found.material !== material)
    throw new DomainError('material-not-found', 'There is no such upload of yours for this material.');
  const version = (await findCaseMaterialVersion(db, row.caseNo, material)) + 1;
  if (!(await insertCaseMaterial(db, { caseNo: row.caseNo, material, version, materialId })))
    throw new DomainError('material-in-use', 'The upload was used before; upload the file again.');
  return { id: materialId, hash: found.name.hash };
}
