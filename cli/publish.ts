import type { Command } from 'commander';
import { createPool } from '../db/pool.ts';
import { publishFile } from '../embedded/seed.ts';
import { authorise } from '../ledger/authorise.ts';
import { databaseClock } from '../ledger/clock.ts';
import { databaseUrl } from './data-dir.ts';

export function publishCommand(program: Command): void {
  program
    .command('publish <file>')
    .description('publish a definition: new cases start with it, running ones keep theirs; nothing is restarted')
    .option('--data <folder>', 'data folder of the stack', '.lianban')
    .option('--as <person>', 'who publishes: holds a post with the role publisher', 'gao-feng')
    .action(async (file: string, { data, as }: { data: string; as: string }) => {
      const pool = createPool(databaseUrl(data), { max: 1, applicationName: 'lianban-publish' });
      const published = await (async () => {
        await authorise(pool, { personId: as, channel: 'web' }, 'publishDefinition', {}, await databaseClock(pool));
        return publishFile({ pool, clock: databaseClock }, file, as);
      })().finally(() => pool.end());
      const what = published.isNew ? 'published' : 'was published before, the same; nothing changed';
      process.stdout.write(`${published.matter} ${published.version} ${what}: ${published.hash}\n`);
    });
}
