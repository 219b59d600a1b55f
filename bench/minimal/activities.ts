import type { Pool } from 'pg';

export const MINIMAL_SCHEMA = `
create table if not exists minimal_cases (case_no text primary key, status text not null);
create table if not exists minimal_items (case_no text, item text, status text not null, primary key (case_no, item));`;

export function createMinimalActivities(pool: Pool) {
  return {
    async openItems(caseNo: string, items: string[]): Promise<void> {
      await pool.query(`insert into minimal_items select $1, unnest($2::text[]), 'open' on conflict do nothing`, [
        caseNo,
        items,
      ]);
    },
    async writeDecision(caseNo: string, item: string): Promise<void> {
      await pool.query(
        `update minimal_items set status = 'granted' where case_no = $1 and item = $2 and status = 'open'`,
        [caseNo, item],
      );
    },
    async closeCase(caseNo: string): Promise<void> {
      await pool.query(`update minimal_cases set status = 'closed' where case_no = $1`, [caseNo]);
    },
  };
}
export type MinimalActivities = ReturnType<typeof createMinimalActivities>;
