// Versions of calendars: published, proposed, and their roll-out over the open cases.
import type { Calendar } from '../core/clock/calendar.ts';
import type { CaseState } from '../core/engine/state.ts';
import { fromTimestamp, toTimestamp, type Db } from './db.ts';

export interface OpenCaseRow {
  readonly caseNo: string;
  readonly planHash: string;
  readonly state: CaseState;
}
const BY_OTHER = `from cases c join calendars k on k.hash = c.calendar_hash
           where (c.status <> 'closed' or c.delivering) and c.calendar_hash <> $2 and k.id = $1`;
/** Cases with a clock that runs, dated by another version of the same calendar, after a case number. */
export async function listOpenCasesByOtherCalendar(
  db: Db,
  calendar: Pick<Calendar, 'id' | 'hash'>,
  after: string,
  limit: number,
): Promise<OpenCaseRow[]> {
  const { rows } = await db.query<OpenCaseRow>({
    name: 'cases-other-calendar',
    text: `select c.case_no as "caseNo", c.plan_hash as "planHash", c.state ${BY_OTHER} and c.case_no > $3 order by c.case_no limit $4`,
    values: [calendar.id, calendar.hash, after, limit],
  });
  return rows;
}
/** How many of them there are. */
export async function countOpenCasesByOtherCalendar(db: Db, { id, hash }: Pick<Calendar, 'id' | 'hash'>) {
  const { rows } = await db.query<{ n: number }>(`select count(*)::int as n ${BY_OTHER}`, [id, hash]);
  return rows[0]!.n;
}

export interface PublishedCalendar {
  readonly id: string;
  readonly version: string;
  readonly hash: string;
  readonly publishedAt: number;
}
export async function listCalendars(db: Db, id?: string): Promise<PublishedCalendar[]> {
  const { rows } = await db.query<Omit<PublishedCalendar, 'publishedAt'> & { published_at: Date }>(
    'select id, version, hash, published_at from calendars where $1::text is null or id = $1 order by published_at desc, hash limit 100',
    [id ?? null],
  );
  return rows.map(({ published_at, ...r }) => ({ ...r, publishedAt: published_at.getTime() }));
}
export async function findCalendarVersion(db: Db, id: string, version: string): Promise<Calendar | undefined> {
  const { rows } = await db.query<{ body: Calendar }>(
    'select body from calendars where id = $1 and version = $2 order by published_at desc limit 1',
    [id, version],
  );
  return rows[0]?.body;
}

/** The text that a published version was proposed as; none for the first, which came with the installation. */
export async function findCalendarSource(db: Db, hash: string): Promise<string | undefined> {
  const { rows } = await db.query<{ source: string }>(
    `select source from calendar_proposals where hash = $1 and status = 'published' order by decided_at desc limit 1`,
    [hash],
  );
  return rows[0]?.source;
}

export interface Proposal {
  readonly id: string;
  readonly calendar: Calendar;
  readonly source: string;
  readonly status: 'proposed' | 'published' | 'rejected';
  readonly proposedBy: string;
  readonly proposedAt: number;
  readonly decidedBy: string | null;
  readonly decidedAt: number | undefined;
}
interface RawProposal {
  id: string;
  body: Calendar;
  source: string;
  status: Proposal['status'];
  proposed_by: string;
  proposed_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
}
const COLUMNS = 'id, body, source, status, proposed_by, proposed_at, decided_by, decided_at';
const toProposal = (r: RawProposal): Proposal => ({
  id: r.id,
  calendar: r.body,
  source: r.source,
  status: r.status,
  proposedBy: r.proposed_by,
  proposedAt: r.proposed_at.getTime(),
  decidedBy: r.decided_by,
  decidedAt: fromTimestamp(r.decided_at),
});
export async function insertProposal(
  db: Db,
  p: Pick<Proposal, 'id' | 'calendar' | 'source' | 'proposedBy' | 'proposedAt'>,
): Promise<void> {
  const { id, version, hash } = p.calendar;
  await db.query(
    `insert into calendar_proposals (id, calendar_id, version, hash, body, source, status, proposed_by, proposed_at)
     values ($1, $2, $3, $4, $5, $6, 'proposed', $7, $8)`,
    [p.id, id, version, hash, JSON.stringify(p.calendar), p.source, p.proposedBy, toTimestamp(p.proposedAt)],
  );
}
export async function findProposal(db: Db, id: string, lock = false): Promise<Proposal | undefined> {
  const { rows } = await db.query<RawProposal>(
    `select ${COLUMNS} from calendar_proposals where id = $1 ${lock ? 'for update' : ''}`,
    [id],
  );
  return rows[0] && toProposal(rows[0]);
}
export async function listProposals(db: Db): Promise<Proposal[]> {
  const { rows } = await db.query<RawProposal>(
    `select ${COLUMNS} from calendar_proposals order by proposed_at desc, id desc limit 100`,
  );
  return rows.map(toProposal);
}
export async function decideProposal(
  db: Db,
  id: string,
  d: { readonly status: 'published' | 'rejected'; readonly by: string; readonly at: number },
): Promise<void> {
  await db.query('update calendar_proposals set status = $2, decided_by = $3, decided_at = $4 where id = $1', [
    id,
    d.status,
    d.by,
    toTimestamp(d.at),
  ]);
}

export interface Rollout {
  readonly calendarHash: string;
  readonly cases: number;
  readonly moved: number;
  readonly failed: number;
  readonly startedAt: number;
  readonly finishedAt: number | undefined;
}
export async function insertRollout(db: Db, calendarHash: string, at: number): Promise<void> {
  await db.query('insert into calendar_rollouts (calendar_hash, started_at) values ($1, $2) on conflict do nothing', [
    calendarHash,
    toTimestamp(at),
  ]);
}
export async function findRollout(db: Db, calendarHash: string): Promise<Rollout | undefined> {
  const { rows } = await db.query<{
    cases: number;
    moved: number;
    failed: number;
    started_at: Date;
    finished_at: Date | null;
  }>('select cases, moved, failed, started_at, finished_at from calendar_rollouts where calendar_hash = $1', [
    calendarHash,
  ]);
  const r = rows[0];
  return (
    r && {
      calendarHash,
      cases: r.cases,
      moved: r.moved,
      failed: r.failed,
      startedAt: r.started_at.getTime(),
      finishedAt: fromTimestamp(r.finished_at),
    }
  );
}
export async function listUnfinishedRollouts(db: Db): Promise<string[]> {
  const { rows } = await db.query<{ calendar_hash: string }>(
    'select calendar_hash from calendar_rollouts where finished_at is null order by started_at',
  );
  return rows.map((r) => r.calendar_hash);
}
export async function addRolloutProgress(
  db: Db,
  calendarHash: string,
  more: { readonly cases: number; readonly moved: number; readonly failed: number },
): Promise<void> {
  await db.query(
    `update calendar_rollouts set cases = cases + $2, moved = moved + $3, failed = failed + $4 where calendar_hash = $1`,
    [calendarHash, more.cases, more.moved, more.failed],
  );
}
export async function finishRollout(db: Db, calendarHash: string, at: number): Promise<void> {
  await db.query('update calendar_rollouts set finished_at = $2 where calendar_hash = $1 and finished_at is null', [
    calendarHash,
    toTimestamp(at),
  ]);
}
