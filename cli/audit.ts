import type { Command } from 'commander';
import { createPool } from '../db/pool.ts';
import { verifyCase } from '../ledger/verify.ts';
import { databaseUrl } from './data-dir.ts';

export function auditCommands(program: Command): void {
  program
    .command('audit')
    .description('proofs of what was recorded')
    .command('verify <caseNo>')
    .description('check both hash chains of a case, and that its events fold to its stored state')
    .option('--data <folder>', 'data folder of the stack', '.lianban')
    .action(async (caseNo: string, { data }: { data: string }) => {
      const pool = createPool(databaseUrl(data, 'lianban_auditor'), { max: 1, applicationName: 'lianban-audit' });
      const found = await verifyCase(pool, caseNo).finally(() => pool.end());
      for (const { stream, seq, what } of found.faults)
        process.stdout.write(`${stream}${seq === null ? '' : ` #${seq}`}: ${what.en}\n`);
      const verdict = found.faults.length === 0 ? 'whole' : `${found.faults.length} faults`;
      process.stdout.write(`${caseNo}: ${found.events} events in ${found.streams} chains: ${verdict}\n`);
      if (found.faults.length > 0) process.exitCode = 1;
    });
}
