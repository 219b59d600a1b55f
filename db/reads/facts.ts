import type { Db } from '../db.ts';

/** What `lianban doctor` wants to know of a database. `version`: 180001 is 18.1. */
export async function findDatabaseFacts(
  db: Db,
): Promise<{ readonly version: number; readonly migrated: boolean; readonly isOwner: boolean }> {
  const { rows } = await db.query<{ version: number; migrated: boolean; isOwner: boolean }>(
    `select current_setting('server_version_num')::int as version, to_regclass('public.cases') is not null as migrated,
       (select rolsuper from pg_roles where rolname = current_user)
         or exists (select from pg_class where oid = to_regclass('public.cases') and pg_get_userbyid(relowner) = current_user) as "isOwner"`,
  );
  return rows[0]!;
}
