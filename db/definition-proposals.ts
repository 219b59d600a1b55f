// Versions of matters: proposed, published, and which cases run on which.
import type { Plan } from '../core/engine/plan.ts';
import type { Text } from '../core/text.ts';
import { fromTimestamp, toTimestamp, type Db } from './db.ts';

export interface DefinitionProposal {
  readonly id: string;
  readonly matter: string;
  readonly version: string;
  readonly planHash: string;
  readonly plan: Plan;
  readonly source: string;
  readonly status: 'proposed' | 'published' | 'rejected';
  readonly proposedBy: string;
  readonly proposedAt: number;
  readonly decidedBy: string | null;
  readonly decidedAt: number | undefined;
}
type Raw = Omit<DefinitionProposal, 'proposedAt' | 'decidedAt'> & { proposed_at: Date; decided_at: Date | null };
const COLUMNS = `id, matter, version, plan_hash as "planHash", plan, source, status, proposed_by as "proposedBy", proposed_at,
  decided_by as "decidedBy", decided_at`;
const toRow = ({ proposed_at, decided_at, ...r }: Raw): DefinitionProposal => ({
  ...r,
  proposedAt: proposed_at.getTime(),
  decidedAt: fromTimestamp(decided_at),
});

export async function insertDefinitionProposal(
  db: Db,
  p: Pick<DefinitionProposal, 'id' | 'planHash' | 'plan' | 'source' | 'proposedBy' | 'proposedAt'>,
): Promise<void> {
  await db.query(
    `insert into definition_proposals (id, matter, version, plan_hash, plan, source, status, proposed_by, proposed_at)
     values ($1, $2, $3, $4, $5, $6, 'proposed', $7, $8)`,
    [
      p.id,
      p.plan.matter,
      p.plan.version,
      p.planHash,
      JSON.stringify(p.plan),
      p.source,
      p.proposedBy,
      toTimestamp(p.proposedAt),
    ],
  );
}
export async function findDefinitionProposal(
  db: Db,
  id: string,
  lock = false,
): Promise<DefinitionProposal | undefined> {
  const { rows } = await db.query<Raw>(
    `select ${COLUMNS} from definition_proposals where id = $1 ${lock ? 'for update' : ''}`,
    [id],
  );
  return rows[0] && toRow(rows[0]);
}
/** The newest hundred. */
export async function listDefinitionProposals(db: Db): Promise<DefinitionProposal[]> {
  const { rows } = await db.query<Raw>(
    `select ${COLUMNS} from definition_proposals order by proposed_at desc, id desc limit 100`,
  );
  return rows.map(toRow);
}
export async function decideDefinitionProposal(
  db: Db,
  id: string,
  d: { readonly status: 'published' | 'rejected'; readonly by: string; readonly at: number },
): Promise<void> {
  await db.query('update definition_proposals set status = $2, decided_by = $3, decided_at = $4 where id = $1', [
    id,
    d.status,
    d.by,
    toTimestamp(d.at),
  ]);
}

export interface DefinitionVersion {
  readonly matter: string;
  readonly version: string;
  readonly name: Text;
  readonly planHash: string;
  readonly publishedAt: Date;
  readonly publishedBy: string;
  readonly retired: boolean;
  /** What new cases start with. */
  readonly current: boolean;
  readonly openCases: number;
  readonly cases: number;
}
export async function listDefinitionVersions(db: Db): Promise<DefinitionVersion[]> {
  const { rows } = await db.query<DefinitionVersion>(
    `select d.matter, d.version, p.body->'name' as name, d.plan_hash as "planHash", d.published_at as "publishedAt",
       d.published_by as "publishedBy", d.retired_at is not null as retired,
       d.retired_at is null and not exists (select from definitions n where n.matter = d.matter and n.retired_at is null
         and n.published_at > d.published_at) as current,
       (select count(*)::int from cases c where c.plan_hash = d.plan_hash and c.status <> 'closed') as "openCases",
       (select count(*)::int from cases c where c.plan_hash = d.plan_hash) as cases
     from definitions d join plans p on p.hash = d.plan_hash order by d.matter, d.published_at desc limit 1000`,
  );
  return rows;
}
export async function findDefinitionSource(db: Db, matter: string, version: string): Promise<string | undefined> {
  const { rows } = await db.query<{ source: string }>(
    'select source from definitions where matter = $1 and version = $2',
    [matter, version],
  );
  return rows[0]?.source;
}
