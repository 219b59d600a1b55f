// Reads of one case, for those whom core/access.ts lets read it.
import type { Action } from '../../../core/access.ts';
import { actionsOnCase } from '../../../core/allowed-actions.ts';
import { organsOf } from '../../../core/concerned.ts';
import { getItem, type Plan } from '../../../core/engine/plan.ts';
import type { Rules } from '../../../core/engine/rules.ts';
import { calendarOf } from '../../../core/engine/start-clock.ts';
import { DomainError } from '../../../core/errors.ts';
import { predictedEnd } from '../../../core/predicted-end.ts';
import { timelineWords } from '../../../core/timeline.ts';
import { caseView, clockView, itemView, toInstant } from '../../../core/views.ts';
import { findCase, type CaseRow } from '../../../db/cases.ts';
import { listEvents, type EventRow } from '../../../db/events.ts';
import { listCertificateNumbers } from '../../../db/reads/lists.ts';
import { toHappened } from '../../../ledger/verify.ts';
import { circumstancesOf } from '../../allowed.ts';
import type { AppDeps } from '../../deps.ts';
import { allowRead, type Allowed } from '../../standing.ts';

export interface ReadableCase {
  readonly row: CaseRow;
  readonly plan: Plan;
  readonly rules: Rules;
  readonly now: number;
  readonly access: Allowed;
}

/** Said of none, and of one that the person may not know of. */
export const noCase = () => new DomainError('case-not-found', 'There is no such thing for you.');

/** The case, when this person may do this kind of reading now; else there is none for him. */
export async function getReadableCase(
  deps: AppDeps,
  caseNo: string,
  personId: string,
  action: Action = 'readCase',
): Promise<ReadableCase> {
  const row = await findCase(deps.pool, caseNo);
  if (!row) throw noCase();
  const rules = await deps.book.getRules(deps.pool, row.planHash, row.calendarHash);
  const { plan } = rules;
  const access = await allowRead(deps, personId, action, { row, ...organsOf(plan, row.state) }, 'case-not-found');
  return { row, plan, rules, now: Math.max(access.now, row.recordedAt), access };
}

export async function viewOf(deps: AppDeps, found: ReadableCase, personId: string) {
  const { row, plan, rules, now } = found;
  const end = predictedEnd(rules, row.state, now);
  return {
    ...caseView(plan, row.state, row.caseNo, now),
    predictedEnd: end ? { ...end, path: [...end.path] } : null,
    actions: actionsOnCase(await circumstancesOf(deps, found, personId)),
  };
}

export async function timelineOf(deps: Pick<AppDeps, 'pool'>, { row, plan }: Pick<ReadableCase, 'row' | 'plan'>) {
  const rows = await listEvents(deps.pool, row.caseNo, 'case');
  return {
    events: rows.flatMap((e) => {
      const words = timelineWords(plan, toHappened(e));
      if (!words) return [];
      const item = typeof e.body['item'] === 'string' ? e.body['item'] : null;
      return [
        {
          seq: e.seq,
          type: e.type,
          at: toInstant(e.at),
          recordedAt: toInstant(e.recordedAt),
          item,
          words,
          by: byOf(e),
        },
      ];
    }),
  };
}
/** The post, never the person: an applicant deals with an office. */
export function byOf({ actor }: EventRow) {
  const post = actor['postId'] ?? null;
  if (post !== null) return { kind: 'post' as const, post };
  const kind = actor['channel'] === 'conductor' ? 'time' : actor['channel'] === 'system' ? 'system' : 'applicant';
  return { kind: kind as 'time' | 'system' | 'applicant', post };
}

export function clocksOf({ row, plan, rules, now }: ReadableCase) {
  const clocks = Object.values(row.state.clocks).map((c) => clockView(plan, c, now, calendarOf(rules, c)));
  // those that stand still first: without a date they are never the latest
  const place = (c: (typeof clocks)[number]) => `${c.dueAt ?? ''} ${c.id}`;
  return { clocks: clocks.sort((a, b) => (place(a) < place(b) ? -1 : 1)) };
}

/** Outputs, reasons and certificates: an officer sees those of the items his organ handles or supervises, the applicant and the lead's watchers all. */
const OF_THEIR_ITEMS: readonly string[] = ['organ', 'supervising'];
export async function resultsOf(deps: AppDeps, { row, plan, now, access }: ReadableCase) {
  const { state } = row;
  const numbers = await listCertificateNumbers(deps.pool, row.caseNo);
  const mine = (item: string) =>
    !OF_THEIR_ITEMS.includes(access.relation) ||
    Object.values(getItem(plan, item)!.organs).includes(access.post!.orgId);
  const text = async (ref: { id: string } | undefined) => (ref ? deps.contents.getText(deps.pool, ref.id) : undefined);
  const items = plan.items
    .filter((i) => state.items[i.id]?.endedAt !== undefined && mine(i.id))
    .map(async (planned) => {
      const item = state.items[planned.id]!;
      const view = itemView(plan, state, planned, now);
      const values = ((await text(item.outputs)) ?? {}) as Record<string, unknown>;
      const reason = await text(item.reason);
      const refused = item.status === 'refused' || item.status === 'declined';
      return {
        id: planned.id,
        name: planned.name,
        status: view.status,
        statusName: view.statusName,
        endedAt: view.endedAt,
        outputs: planned.outputs
          .filter((o) => values[o.id] !== undefined)
          .map((o) => ({ id: o.id, label: o.label, value: values[o.id] })),
        reason: typeof reason === 'string' ? reason : null,
        legalBasis: item.legalBasis ?? null,
        remedies: refused ? (planned.remedies ?? null) : null,
        because: view.because,
        certificate: numbers.find((n) => n.item === planned.id)?.number ?? null,
      };
    });
  return { status: state.status, outcome: state.outcome ?? null, items: await Promise.all(items) };
}

/** What the applicant was told to correct, and until when. */
export async function correctionsOf({ contents, pool }: AppDeps, { row, plan }: ReadableCase) {
  const asked = plan.items.flatMap((planned) => {
    const correction = row.state.items[planned.id]?.correction;
    return correction ? [{ planned, correction }] : [];
  });
  const shown = asked.map(async ({ planned, correction }) => {
    const content = await contents.getText(pool, correction.content.id);
    const clock = Object.values(row.state.clocks).find(
      (c) => c.item === planned.id && c.kind === 'correction' && c.endedAt === undefined,
    );
    return {
      item: planned.id,
      itemName: planned.name,
      document: correction.document,
      content: typeof content === 'string' ? content : null,
      since: toInstant(correction.since),
      dueOn: clock?.dueOn ?? null,
      provisional: clock?.provisional ?? false,
    };
  });
  return { corrections: await Promise.all(shown) };
}
