// Backup and restore, tried: a dump of the running product, everything lost (the database's machine, Temporal's database), restored on
// another server, and every case goes on to its end.
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { freePort } from '../../embedded/free-port.ts';
import { startStack, type Stack } from '../../embedded/stack.ts';
import { verifyAllCases } from '../support/test-ledger.ts';
import { caseOf, createCall, grant, LETTERS, makeDataDir, submitFive, until, type Call } from './client.ts';
import { hasPrograms, startOwnPostgres, type OwnPostgres } from './own-postgres.ts';

const dataDir = makeDataDir();
const dump = path.join(dataDir, 'lianban.dump');
const stops: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

async function start(postgres: OwnPostgres): Promise<{ stack: Stack; call: Call }> {
  const settings = { RATE_LIMIT_PER_MINUTE: '100000', RATE_LIMIT_SUBMISSION: '100000', RATE_LIMIT_SEARCH: '100000' };
  const stack = await startStack({ dataDir, ports: 'any', environment: { DATABASE_URL: postgres.url }, settings });
  stops.push(() => stack.stop());
  return { stack, call: createCall(stack.url, (person) => stack.token(person)) };
}

// the distribution's PostgreSQL may not be there elsewhere than in the gate, which installs it
const name = 'what was promised before the dump is kept, and done';
test(
  hasPrograms() || process.env['CI'] ? name : `${name}: NOT TRIED, no pg_dump here`,
  async () => {
    if (!hasPrograms() && !process.env['CI']) return;
    const first = await startOwnPostgres(await freePort());
    stops.push(() => first.stop());
    const before = await start(first);
    const cases: string[] = [];
    for (let decided = 0; decided <= LETTERS.length; decided += 1) {
      const { caseNo } = (await submitFive(before.call)).body;
      cases.push(caseNo);
      for (const letter of LETTERS.slice(0, decided))
        expect((await grant(before.call, caseNo, `officer-${letter}`)).status).toBe(200);
    }
    first.dump(dump); // while it runs
    await submitFive(before.call); // after the dump: lost with the machine
    await stops.pop()!();
    await stops.pop()!();
    for (const file of fs.readdirSync(dataDir))
      if (file.startsWith('temporal')) fs.rmSync(path.join(dataDir, file), { recursive: true });

    const second = await startOwnPostgres(await freePort());
    stops.push(() => second.stop());
    second.restore(dump);
    const after = await start(second);
    const pool = new pg.Pool({ connectionString: second.url, max: 1 });
    stops.push(() => pool.end());
    const kept = (await pool.query<{ case_no: string }>('select case_no from cases order by 1')).rows.map(
      (r) => r.case_no,
    );
    expect(kept).toEqual([...cases].sort());
    await verifyAllCases({ pool });
    for (const [decided, caseNo] of cases.entries())
      for (const letter of LETTERS.slice(decided))
        expect((await grant(after.call, caseNo, `officer-${letter}`)).status).toBe(200);
    for (const caseNo of cases)
      expect(await caseOf(after.call, caseNo)).toMatchObject({ status: 'closed', outcome: 'granted' });
    const owed = async () => (await pool.query('select 1 from cases where conducted_seq < wake_seq')).rowCount;
    await until(owed, (n) => n === 0, 30_000); // conducted anew, by a Temporal that had never heard of them
    // the number of a case is never given twice, though the serial of the lost one was
    expect(cases).not.toContain((await submitFive(after.call)).body.caseNo);
    await verifyAllCases({ pool });
  },
  180_000,
);
