// The inbox: open (or finished) tasks of some organs, by due date. One index-ordered look an organ, merged; keyset pages.
import { fromTimestamp, type Db } from '../db.ts';

export interface InboxRow {
  readonly id: string;
  readonly caseNo: string;
  readonly itemId: string;
  readonly matter: string;
  readonly planHash: string;
  readonly calendarHash: string;
  readonly organ: string;
  readonly stage: 'accept' | 'decide';
  readonly status: 'open' | 'done' | 'cancelled';
  readonly revision: number;
  readonly receivedAt: number;
  /** undefined while no clock runs */
  readonly warnAt?: number;
  readonly dueAt?: number;
  readonly claimedBy?: string;
  readonly claimedPost?: string;
  readonly claimedAt?: number;
  /** due_at as the database writes it, for the cursor */
  readonly position: string;
}
export interface InboxFilter {
  readonly organs: readonly string[];
  readonly open: boolean;
  readonly matter?: string;
  readonly stage?: 'accept' | 'decide';
  readonly claimed?: { readonly by: string; readonly is: 'mine' | 'nobody' | 'others' };
  readonly light?: { readonly is: 'green' | 'yellow' | 'red'; readonly now: number };
  readonly caseNo?: string;
  readonly item?: string;
  readonly extension?: 'requested';
  /** Part of a case number, or matters and items whose names have it (findNamed). */
  readonly search?: { readonly caseNo: string; readonly named: Named };
  readonly after?: readonly [dueAt: string, id: string];
  readonly limit: number;
}
interface Raw {
  id: string;
  case_no: string;
  item_id: string;
  matter: string;
  plan_hash: string;
  calendar_hash: string;
  organ: string;
  stage: 'accept' | 'decide';
  status: 'open' | 'done' | 'cancelled';
  revision: number;
  received_at: Date;
  warn_at: Date | number;
  due_at: Date | number;
  claimed_by: string | null;
  claimed_post: string | null;
  claimed_at: Date | null;
  position: string;
}
const finite = (at: Date | number): number | undefined => (at instanceof Date ? at.getTime() : undefined);
const toRow = (r: Raw): InboxRow => ({
  id: r.id,
  caseNo: r.case_no,
  itemId: r.item_id,
  matter: r.matter,
  planHash: r.plan_hash,
  calendarHash: r.calendar_hash,
  organ: r.organ,
  stage: r.stage,
  status: r.status,
  revision: r.revision,
  receivedAt: r.received_at.getTime(),
  warnAt: finite(r.warn_at),
  dueAt: finite(r.due_at),
  ...(r.claimed_by !== null && { claimedBy: r.claimed_by }),
  ...(r.claimed_post !== null && { claimedPost: r.claimed_post }),
  claimedAt: fromTimestamp(r.claimed_at),
  position: r.position,
});

const COLUMNS = `t.id, t.case_no, t.item_id, t.matter, c.plan_hash, c.calendar_hash, t.organ, t.stage, t.status, t.revision, t.received_at, t.warn_at, t.due_at,
  t.claimed_by, t.claimed_post, t.claimed_at, t.due_at::text as position`;

/** The statement and its values; exported so that a test can read its plan. */
export function inboxQuery(f: InboxFilter): { text: string; values: unknown[] } {
  const values: unknown[] = [f.organs, f.limit];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const where = [f.open ? `t.status = 'open'` : `t.status <> 'open'`];
  if (f.matter !== undefined) where.push(`t.matter = ${bind(f.matter)}`);
  if (f.stage !== undefined) where.push(`t.stage = ${bind(f.stage)}`);
  if (f.caseNo !== undefined) where.push(`t.case_no = ${bind(f.caseNo)}`);
  if (f.item !== undefined) where.push(`t.item_id = ${bind(f.item)}`);
  if (f.extension !== undefined)
    where.push(
      `(select x.state->'items'->t.item_id->>'extension' from cases x where x.case_no = t.case_no) = ${bind(f.extension)}`,
    );
  if (f.search) {
    const { caseNo, named } = f.search;
    const items = `(t.matter, t.item_id) in (select * from unnest(${bind(named.map((n) => n.matter))}::text[], ${bind(named.map((n) => n.item))}::text[]))`;
    where.push(`(strpos(t.case_no, ${bind(caseNo)}) > 0 or ${items})`);
  }
  if (f.claimed?.is === 'mine') where.push(`t.claimed_by = ${bind(f.claimed.by)}`);
  if (f.claimed?.is === 'nobody') where.push('t.claimed_by is null');
  if (f.claimed?.is === 'others') where.push(`t.claimed_by <> ${bind(f.claimed.by)}`);
  if (f.light) {
    const now = `${bind(new Date(f.light.now).toISOString())}::timestamptz`;
    where.push(
      { green: `t.warn_at > ${now}`, yellow: `t.warn_at <= ${now} and t.due_at > ${now}`, red: `t.due_at <= ${now}` }[
        f.light.is
      ],
    );
  }
  if (f.after) where.push(`(t.due_at, t.id) > (${bind(f.after[0])}::timestamptz, ${bind(f.after[1])}::uuid)`);
  const text = `select ${COLUMNS} from unnest($1::text[]) as o(organ)
    cross join lateral (select * from tasks t where t.organ = o.organ and ${where.join(' and ')} order by t.due_at, t.id limit $2) t
    join cases c on c.case_no = t.case_no order by t.due_at, t.id limit $2`;
  return { text, values };
}
export async function listInbox(db: Db, filter: InboxFilter): Promise<InboxRow[]> {
  const { text, values } = inboxQuery(filter);
  const { rows } = await db.query<Raw>(text, values);
  return rows.map(toRow);
}

/** How many there are, counted no further than `cap`. */
export async function countInbox(db: Db, filter: Omit<InboxFilter, 'limit' | 'after'>, cap: number) {
  const { text, values } = inboxQuery({ ...filter, limit: cap + 1 });
  const { rows } = await db.query<{ n: string }>(`select count(*) as n from (${text}) counted`, values);
  const n = Number(rows[0]!.n);
  return { value: Math.min(n, cap), capped: n > cap };
}

/** Items whose own name, or whose matter's, has this text in it; of all versions of the matters. */
export type Named = readonly { readonly matter: string; readonly item: string }[];
export async function findNamed(db: Db, text: string): Promise<Named> {
  const { rows } = await db.query<Named[number]>({
    name: 'items-named',
    text: `select distinct p.body->>'matter' as matter, i->>'id' as item from plans p cross join jsonb_array_elements(p.body->'items') i
           where strpos(lower(concat_ws(' ', p.body->'name'->>'zh', p.body->'name'->>'en', i->'name'->>'zh', i->'name'->>'en')), lower($1)) > 0`,
    values: [text],
  });
  return rows;
}

export interface InboxCounts {
  readonly red: number;
  readonly yellow: number;
  readonly green: number;
  readonly mine: number;
  readonly nobody: number;
  readonly total: number;
}
/** By light and by who has claimed it, of the first `cap` by due date: the red ones are among them. */
export async function countByLight(
  db: Db,
  filter: Omit<InboxFilter, 'limit' | 'after' | 'light' | 'claimed'>,
  of: { readonly personId: string; readonly now: number },
  cap: number,
): Promise<InboxCounts> {
  const { text, values } = inboxQuery({ ...filter, limit: cap });
  const now = `$${values.push(new Date(of.now).toISOString())}::timestamptz`;
  const mine = `$${values.push(of.personId)}`;
  const { rows } = await db.query<InboxCounts>(
    `select count(*) filter (where due_at <= ${now})::int as red, count(*) filter (where warn_at <= ${now} and due_at > ${now})::int as yellow,
       count(*) filter (where warn_at > ${now})::int as green, count(*) filter (where claimed_by = ${mine})::int as mine,
       count(*) filter (where claimed_by is null)::int as nobody, count(*)::int as total from (${text}) counted`,
    values,
  );
  return rows[0]!;
}

export async function findTask(db: Db, id: string): Promise<InboxRow | undefined> {
  const { rows } = await db.query<Raw>({
    name: 'task-find',
    text: `select ${COLUMNS} from tasks t join cases c on c.case_no = t.case_no where t.id = $1`,
    values: [id],
  });
  return rows[0] && toRow(rows[0]);
}
