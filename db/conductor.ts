import type { Db } from './db.ts';

/** The Temporal namespace that conducts our cases, as last seen; undefined before the first. */
export async function findNamespaceId(db: Db): Promise<string | undefined> {
  const { rows } = await db.query<{ namespace_id: string }>(`select namespace_id from conductor`);
  return rows[0]?.namespace_id;
}

/**
 * Temporal's database was lost or replaced: every case that may still need a conductor is owed a look, then the new namespace is stored.
 * Each batch commits by itself, so that no case stays locked while the others are marked; the id comes last, so that whoever is
 * killed in between leaves the old one, and all of it is done again (marking twice costs a look). Answers how many were marked.
 */
export async function markAllOpenCases(db: Db, namespaceId: string, batch = 500): Promise<number> {
  let marked = 0;
  for (let after: string | undefined = ''; after !== undefined;) {
    const { rows }: { rows: { case_no: string }[] } = await db.query<{ case_no: string }>(
      `with found as (
         select c.case_no from cases c
         where c.case_no > $1 and (c.status <> 'closed'
           or exists (select from dispatches d where d.case_no = c.case_no and d.status = 'pending'))
         order by c.case_no limit $2 for update of c),
       marked as (
         update cases c set wake_seq = seq, conducted_seq = least(conducted_seq, seq - 1), woken_at = recorded_at
         from found where c.case_no = found.case_no)
       select case_no from found order by case_no`,
      [after, batch],
    );
    marked += rows.length;
    after = rows.at(-1)?.case_no;
  }
  await db.query(
    `insert into conductor (namespace_id) values ($1) on conflict (singleton) do update set namespace_id = excluded.namespace_id`,
    [namespaceId],
  );
  return marked;
}
