import type { Command } from 'commander';
import { createPool } from '../db/pool.ts';
import { publishFile } from '../embedded/seed.ts';
import { databaseClock } from '../ledger/clock.ts';
import { databaseUrl } from './data-dir.ts';

export function publishCommand(program: Command): void {
  program
    .command('publish <file>')
    .description('publish a definition: new cases start with it, running ones keep theirs; nothing is restarted')
    .option('--data <folder>', 'data folder of the stack', '.lianban')
    .action(async (file: string, { data }: { data: string }) => {
      const pool = createPool(databaseUrl(data), { max: 1, applicationName: 'lianban-publish' });
      const published = await publishFile({ pool, clock: databaseClock }, file).finally(() => pool.end());
      const what = published.isNew ? 'published' : 'was published before, the same; nothing changed';
      process.stdout.write(`${published.matter} ${published.version} ${what}: ${published.hash}\n`);
    });
}
