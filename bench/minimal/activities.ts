import type { Pool } from 'pg';

export const MINIMAL_SCHEMA = `
create table minimal_cases (case_no text primary key, status text not null);
create table minimal_items (case_no text, item text, status text not null, primary key (case_no, item));
grant select, insert, update on minimal_cases, minimal_items to lianban_app;`;

export function createMinimalActivities(pool: Pool) {
  return {
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
