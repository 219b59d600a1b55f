// organisations import: a table as one proposal of a registrar. It takes effect when another registrar approves it.
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import type { Command } from 'commander';
import { readCsv } from '../api/csv.ts';
import { DomainError } from '../core/errors.ts';
import { createPool } from '../db/pool.ts';
import { databaseClock } from '../ledger/clock.ts';
import { createOrganisations } from '../ledger/organisations.ts';
import { sha256 } from '../ledger/sha256.ts';
import { databaseUrl } from './data-dir.ts';

interface Options {
  readonly as: string;
  readonly reason: string;
  readonly dryRun?: boolean;
  readonly data: string;
}
export function organisationCommands(program: Command): void {
  program
    .command('organisations')
    .description('organisations, posts and appointments')
    .command('import <file>')
    .description('propose what a CSV says (docs/organisations.md); every fault by row, all or nothing')
    .requiredOption('--as <registrar>', 'the registrar who proposes it')
    .option('--reason <text>', 'the document that orders it', 'import')
    .option('--dry-run', 'only say what would be found')
    .option('--data <folder>', 'data folder of the stack', '.lianban')
    .action(async (file: string, options: Options) => {
      const pool = createPool(databaseUrl(options.data), { max: 1, applicationName: 'lianban-organisations' });
      // each run is a request of its own, so nothing is recognised by its fingerprint
      const organisations = createOrganisations({ pool, clock: databaseClock, vault: { fingerprint: String } });
      await importFile(organisations, file, options)
        .catch((error: unknown) => {
          if (!(error instanceof DomainError) || error.faults.length === 0) throw error;
          for (const { pointer, message } of error.faults)
            process.stdout.write(`${placeOf(pointer)}${message.zh} ${message.en}\n`);
          throw new Error(`${error.faults.length} faults; nothing was proposed.`);
        })
        .finally(() => pool.end());
    });
}

async function importFile(
  organisations: ReturnType<typeof createOrganisations>,
  file: string,
  { as, reason, dryRun }: Options,
): Promise<void> {
  const content = fs.readFileSync(file);
  const table = readCsv(content);
  const request = {
    actor: { personId: as, channel: 'web' as const },
    key: randomUUID(),
    requestHash: sha256(content),
  };
  if (dryRun) {
    process.stdout.write(
      `${(await organisations.checkTable(request, table)).length} steps would be proposed; nothing was.\n`,
    );
    return;
  }
  const id = await organisations.proposeTable(request, table, reason);
  process.stdout.write(`change ${id} is proposed; it takes effect when another registrar approves it.\n`);
}

/** `/rows/12/division` → `12 division: ` */
const placeOf = (pointer: string) => {
  const place = pointer.split('/').slice(2).join(' ');
  return place && `${place}: `;
};
