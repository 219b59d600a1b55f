import { actionsOnItem } from '../../../core/allowed-actions.ts';
import { civilDate } from '../../../core/clock/calendar.ts';
import { lightAt } from '../../../core/clock/deadline-ledger.ts';
import { groundsOf } from '../../../core/engine/clock-changes.ts';
import { getItem, type FormField, type PlanItem } from '../../../core/engine/plan.ts';
import type { Rules } from '../../../core/engine/rules.ts';
import { calendarOf } from '../../../core/engine/start-clock.ts';
import type { ItemState } from '../../../core/engine/state.ts';
import type { Text } from '../../../core/text.ts';
import { DomainError } from '../../../core/errors.ts';
import { valueWords } from '../../../core/value-words.ts';
import { daysLeft, lastDayBefore, originalView, toInstant } from '../../../core/views.ts';
import { findCase } from '../../../db/cases.ts';
import { findTask, type InboxRow } from '../../../db/reads/inbox.ts';
import { listCaseMaterials } from '../../../db/reads/lists.ts';
import { findLastLook } from '../../../db/access-log.ts';
import { recordLook } from '../../access-log.ts';
import { findReview } from '../../../db/tasks.ts';
import { circumstancesOf } from '../../allowed.ts';
import type { AppDeps } from '../../deps.ts';
import { allowRead } from '../../standing.ts';
import { timelineOf } from '../cases/read.ts';

export function taskView(rules: Rules, row: InboxRow, personId: string, now: number) {
  const { plan } = rules;
  const planned = getItem(plan, row.itemId)!;
  const { dueAt, warnAt } = row;
  return {
    id: row.id,
    caseNo: row.caseNo,
    matter: row.matter,
    matterName: plan.name,
    item: row.itemId,
    itemName: planned.name,
    legalType: planned.legalType,
    organ: row.organ,
    stage: row.stage,
    status: row.status,
    revision: row.revision,
    receivedAt: toInstant(row.receivedAt),
    ...lastDayBefore(rules.calendar, dueAt),
    dueAt: dueAt === undefined ? null : toInstant(dueAt),
    daysLeft: row.status === 'open' && dueAt !== undefined ? daysLeftOf(rules, planned, row, dueAt, now) : null,
    light: dueAt === undefined || row.status !== 'open' ? null : lightAt({ dueAt, warnAt: warnAt! }, now),
    claim:
      row.claimedBy === undefined
        ? null
        : {
            mine: row.claimedBy === personId,
            post: row.claimedPost ?? null,
            at: row.claimedAt === undefined ? null : toInstant(row.claimedAt),
          },
  };
}

function daysLeftOf(rules: Rules, { id, limits }: PlanItem, { stage }: InboxRow, dueAt: number, now: number) {
  const kind = stage === 'accept' && limits.accept ? 'accept' : 'committed';
  const clock = { limit: limits[kind] ?? limits.committed, dueOn: civilDate(dueAt - 1) };
  return daysLeft(clock, now, calendarOf(rules, { kind, item: id }));
}

/** The task and its case, when the person holds a post now at the organ that has it; else there is none for him. */
async function getReadableTask(deps: AppDeps, id: string, personId: string) {
  const row = await findTask(deps.pool, id);
  const found = row && (await findCase(deps.pool, row.caseNo));
  if (!found) throw new DomainError('task-not-found', 'There is no such thing for you.');
  const access = await allowRead(deps, personId, 'readTask', { row: found, organs: [row.organ] }, 'task-not-found');
  const rules = await deps.book.getRules(deps.pool, found.planHash, found.calendarHash);
  return { row, found, access, rules, plan: rules.plan, now: access.now };
}

/**
 * The task after a change: also for the organ that had it until then (accepted here, decided there), which would else be told of a change
 * that was made that there is no such task. Nothing of the case's contents is in it.
 */
export async function changedTaskView(deps: AppDeps, id: string, personId: string) {
  const row = (await findTask(deps.pool, id))!;
  const rules = await deps.book.getRules(deps.pool, row.planHash, row.calendarHash);
  const { accepts, decides } = getItem(rules.plan, row.itemId)!.organs;
  const { now } = await allowRead(deps, personId, 'readTask', { organs: [accepts, decides] }, 'task-not-found');
  return taskView(rules, row, personId, now);
}

/** What the officer of this item may see: the form fields and materials the item reads, and the results it builds on. */
export async function taskDetail(deps: AppDeps, id: string, personId: string) {
  const { row, found, access, rules, plan, now } = await getReadableTask(deps, id, personId);
  const of = { caseNo: row.caseNo, action: 'readTask', what: 'form', itemId: row.itemId } as const;
  const since = await findLastLook(deps.pool, { ...of, personId });
  await recordLook(deps, { personId, access }, of);
  const planned = getItem(plan, row.itemId)!;
  const item = found.state.items[row.itemId]!;
  const { pool, contents } = deps;
  const stored = await contents.getForm(pool, row.caseNo);
  const fields = plan.form.groups.flatMap((g): readonly FormField[] => g.fields);
  const materials = await listCaseMaterials(pool, row.caseNo, planned.reads.materials);
  const predecessors = planned.after.map(async (after) => {
    const ref = found.state.items[after]?.outputs;
    const outputs = ((ref && (await contents.getText(pool, ref.id))) ?? {}) as Record<string, unknown>;
    return { item: after, name: getItem(plan, after)!.name, outputs };
  });
  const { events } = await timelineOf(deps, { row: found, plan });
  const isNew = (recordedAt: string) => since !== undefined && recordedAt > toInstant(since);
  return {
    ...taskView(rules, row, personId, now),
    lastLookAt: since === undefined ? null : toInstant(since),
    news: events.filter((e) => isNew(e.recordedAt)),
    form: fields
      .filter((f) => planned.reads.form.includes(f.id) && stored?.form[f.id] !== undefined)
      .map((f) => ({ id: f.id, label: f.label, value: stored!.form[f.id], words: valueWords(f, stored!.form[f.id]) })),
    materials: materials.map((m) => {
      const asked = plan.materials.find((p) => p.id === m.material)!;
      return { ...m, name: asked.name, original: originalView(asked, found.state) };
    }),
    predecessors: await Promise.all(predecessors),
    outputs: planned.outputs.map((o) => ({ id: o.id, label: o.label, type: o.type })),
    refusable: planned.refusable,
    legalBases: legalBasesOf(planned),
    grounds: groundsOf(planned).map(({ ground, name }) => ({ ground, name })),
    procedure: procedureView(item),
    extension: await extensionView(deps, item),
    actions: actionsOnItem(await circumstancesOf(deps, { row: found, rules, access }, personId), row.itemId),
    reviewRequired: planned.review === 'required',
    review: await reviewView(deps, row, personId),
  };
}

/** What an officer would else type: each article once. */
function legalBasesOf({ limits, hearing, commitment, specialProcedures = [] }: PlanItem): Text[] {
  const named = [limits.basis, hearing?.basis, commitment?.basis, ...specialProcedures.map((p) => p.basis)];
  return [...new Map(named.flatMap((b) => (b ? [[b.zh, b] as const] : []))).values()];
}

const procedureView = ({ procedure }: ItemState) =>
  procedure ? { ground: procedure.ground, since: toInstant(procedure.since), document: procedure.document } : null;

async function extensionView({ pool, contents }: AppDeps, { extension, extensionReason: ref }: ItemState) {
  if (!extension) return null;
  const reason = ref && (await contents.getText(pool, ref.id));
  return { status: extension, reason: typeof reason === 'string' ? reason : null };
}

async function reviewView({ pool, contents }: AppDeps, row: InboxRow, personId: string) {
  const review = await findReview(pool, row.id);
  if (!review) return null;
  const opinion = review.textId === null ? undefined : await contents.getText(pool, review.textId);
  return {
    proposal: review.proposal,
    opinion: typeof opinion === 'string' ? opinion : null,
    post: review.postId,
    mine: review.personId === personId,
    at: toInstant(review.at),
    current: review.revision === row.revision,
  };
}
