// A real ledger on a database of its own, with a clock that a test moves.
import type { Db } from '../../db/db.ts';
import { databaseClock } from '../../ledger/clock.ts';
import type { Contents } from '../../ledger/contents.ts';
import { createContents } from '../../ledger/create-contents.ts';
import { createLedger } from '../../ledger/create-ledger.ts';
import type { Failpoints } from '../../ledger/failpoints.ts';
import type { Ledger, Request, Submission } from '../../ledger/ledger.ts';
import type { Vault } from '../../ledger/vault.ts';
import { verifyCase } from '../../ledger/verify.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';
import { testVault } from './test-keys.ts';

/** The ledger's clock of a test: the database's time plus an offset, or a fixed instant. */
export class TestClock {
  #offset = 0;
  #fixed: number | undefined;
  #followed: (() => Promise<number>) | undefined;
  readonly read = async (db: Db): Promise<number> =>
    this.#followed ? this.#followed() : (this.#fixed ?? (await databaseClock(db)) + this.#offset);
  advance(ms: number): void {
    if (this.#fixed !== undefined) this.#fixed += ms;
    else this.#offset += ms;
  }
  /** From here on it tells another clock's time. */
  follow(other: () => Promise<number>): void {
    this.#followed = other;
  }
  set(instant: string | number): void {
    this.#fixed = typeof instant === 'number' ? instant : Date.parse(instant);
  }
}

export interface TestLedger {
  readonly database: TestDatabase;
  readonly vault: Vault;
  readonly ledger: Ledger;
  readonly contents: Contents;
  readonly clock: TestClock;
  /** Verifies every case of the database (both chains, fold = snapshot) and drops it. Fails when there was no case to fold. */
  close(options?: { cases?: 'some' | 'none' }): Promise<void>;
}

export async function createTestLedger(given: { failpoints?: Failpoints } = {}): Promise<TestLedger> {
  const database = await createTestDatabase();
  const vault = testVault;
  const clock = new TestClock();
  const { pool } = database;
  return {
    database,
    vault,
    clock,
    ledger: createLedger({ pool, vault, clock: clock.read, ...given }),
    contents: createContents({ pool, vault, clock: clock.read }),
    async close({ cases = 'some' } = {}) {
      await verifyAllCases(database, cases);
      await database.drop();
    },
  };
}

/** Invariant 2: the stored snapshot of every case equals the fold of its events, and its chains are whole. */
export async function verifyAllCases(
  { pool }: Pick<TestDatabase, 'pool'>,
  cases: 'some' | 'none' = 'some',
): Promise<void> {
  const { rows } = await pool.query<{ case_no: string }>('select case_no from cases');
  if (cases === 'some' && rows.length === 0) throw new Error('no case was folded: this test run proves nothing');
  for (const { case_no } of rows) {
    const { faults } = await verifyCase(pool, case_no);
    if (faults.length) throw new Error(`case ${case_no}: ${JSON.stringify(faults)}`);
  }
}

let keys = 0;
/** A request of a person, with a fresh key unless one is given. */
export const requestOf = (personId: string, more: Partial<Request> & { postId?: string } = {}): Request => {
  const { postId, ...rest } = more;
  return {
    actor: { personId, channel: 'web', ...(postId && { postId }) },
    key: `test-key-${(keys += 1)}`,
    requestHash: `hash-${keys}`,
    ...rest,
  };
};

export const fiveInParallel = (): Submission => ({
  matter: 'five-in-parallel',
  form: { applicantName: '王小明', subject: '五部门并联测试' },
  guide: {},
  materials: {},
  deselected: [],
  held: [],
});
