// 督办: who was told of a threshold of a clock, and whether it was answered. A row a role that was told.
import { fromTimestamp, toTimestamp, type Db } from './db.ts';

interface Told {
  readonly id: string;
  readonly clock: string;
  readonly step: number;
  readonly itemId?: string;
  readonly role: string;
  /** None for the territory's supervisors. */
  readonly organ?: string;
  readonly toldAt: number;
  readonly answerBy?: number;
}
export type NoticeChange = Told | { readonly clock: string; readonly step: number; readonly answeredAt: number };

export async function saveNotices(
  db: Db,
  { caseNo, region }: { readonly caseNo: string; readonly region: string },
  changes: readonly NoticeChange[],
): Promise<void> {
  for (const n of changes)
    if ('answeredAt' in n)
      await db.query('update notices set answered_at = $4 where case_no = $1 and clock = $2 and step = $3', [
        caseNo,
        n.clock,
        n.step,
        toTimestamp(n.answeredAt),
      ]);
    else
      await db.query(
        `insert into notices (id, case_no, region, clock, step, item_id, role, organ, told_at, answer_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          n.id,
          caseNo,
          region,
          n.clock,
          n.step,
          n.itemId ?? null,
          n.role,
          n.organ ?? null,
          toTimestamp(n.toldAt),
          n.answerBy === undefined ? null : toTimestamp(n.answerBy),
        ],
      );
}

export interface NoticeRow {
  readonly id: string;
  readonly caseNo: string;
  readonly region: string;
  readonly planHash: string;
  readonly clock: string;
  readonly step: number;
  readonly itemId: string | null;
  readonly role: string;
  readonly organ: string | null;
  readonly toldAt: number;
  readonly answerBy: number | undefined;
  readonly answeredAt: number | undefined;
  /** told_at as the database writes it, for the cursor */
  readonly position: string;
}
type Raw = Omit<NoticeRow, 'toldAt' | 'answerBy' | 'answeredAt'> & {
  told_at: Date;
  answer_by: Date | null;
  answered_at: Date | null;
};
const COLUMNS = `n.id, n.case_no as "caseNo", n.region, c.plan_hash as "planHash", n.clock, n.step, n.item_id as "itemId", n.role, n.organ,
  n.told_at, n.answer_by, n.answered_at, n.told_at::text as position`;
const toRow = ({ told_at, answer_by, answered_at, ...r }: Raw): NoticeRow => ({
  ...r,
  toldAt: told_at.getTime(),
  answerBy: fromTimestamp(answer_by),
  answeredAt: fromTimestamp(answered_at),
});

/** `posts`: as `role organ`; `prefixes`: what the division codes begin with that one supervises. */
export interface NoticeFilter {
  readonly posts: readonly string[];
  readonly prefixes: readonly string[];
  readonly answered?: boolean | undefined;
  readonly before?: readonly [toldAt: string, id: string] | undefined;
  readonly limit: number;
}
export async function listNotices(db: Db, f: NoticeFilter): Promise<NoticeRow[]> {
  const { rows } = await db.query<Raw>(
    `select ${COLUMNS} from notices n join cases c on c.case_no = n.case_no
     where (n.role || ' ' || coalesce(n.organ, '') = any($1) or (n.organ is null and n.region like any($2)))
       and ($3::boolean is null or (n.answer_by is not null and (n.answered_at is not null) = $3))
       and (n.told_at, n.id) < ($4::timestamptz, $5::uuid)
     order by n.told_at desc, n.id desc limit $6`,
    [
      f.posts,
      f.prefixes.map((p) => `${p}%`),
      f.answered ?? null,
      f.before?.[0] ?? 'infinity',
      f.before?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
      f.limit,
    ],
  );
  return rows.map(toRow);
}
export async function findNotice(db: Db, id: string): Promise<NoticeRow | undefined> {
  const { rows } = await db.query<Raw>(
    `select ${COLUMNS} from notices n join cases c on c.case_no = n.case_no where n.id = $1`,
    [id],
  );
  return rows[0] && toRow(rows[0]);
}
