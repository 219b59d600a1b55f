// Whose identity number or credit code it is, by its fingerprint.
import type { Db } from './db.ts';

export async function findPersonByFingerprint(db: Db, fingerprint: string): Promise<string | undefined> {
  const { rows } = await db.query<{ person_id: string }>({
    name: 'person-by-fingerprint',
    text: 'select person_id from person_numbers where fingerprint = $1',
    values: [fingerprint],
  });
  return rows[0]?.person_id;
}
/** One whose key was erased is nobody any more: his number goes to who is registered next. */
export async function savePersonNumber(db: Db, fingerprint: string, personId: string): Promise<void> {
  await db.query(
    `insert into person_numbers (fingerprint, person_id) values ($1, $2) on conflict (fingerprint) do update set person_id = excluded.person_id`,
    [fingerprint, personId],
  );
}
