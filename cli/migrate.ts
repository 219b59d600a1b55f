import type { Command } from 'commander';
import { readMigrationConfig } from '../config.ts';
import { migrate } from '../db/migrate.ts';

export function migrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('bring the schema up to date, as its owner (DATABASE_OWNER_URL); safe to run twice, and two at once')
    .action(async () => {
      const ran = await migrate(readMigrationConfig().DATABASE_OWNER_URL);
      process.stdout.write(
        ran.length === 0 ? 'the schema is up to date\n' : ran.map((name) => `ran ${name}\n`).join(''),
      );
    });
}
