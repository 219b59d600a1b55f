import type { Pool } from 'pg';
import type { LedgerClock } from './clock.ts';
import type { Failpoints } from './failpoints.ts';
import type { RuleBook } from './rules.ts';
import type { Vault } from './vault.ts';

export interface LedgerDeps {
  readonly pool: Pool;
  readonly vault: Vault;
  readonly clock: LedgerClock;
  readonly failpoints: Failpoints;
  readonly book: RuleBook;
}
