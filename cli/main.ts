import { Command } from 'commander';
import { auditCommands } from './audit.ts';
import { definitionCommands } from './definition.ts';
import { doctorCommand } from './doctor.ts';
import { dueCommand } from './due.ts';
import { keyCommands } from './keys.ts';
import { migrateCommand } from './migrate.ts';
import { organisationCommands } from './organisations.ts';
import { incidentCommands } from './incidents.ts';
import { publishCommand } from './publish.ts';
import { scenarioCommands } from './scenarios.ts';
import { tokenCommands } from './token.ts';

const program = new Command('lianban').description('联办 Lianban: joint approval, from the command line');
definitionCommands(program);
scenarioCommands(program);
publishCommand(program);
organisationCommands(program);
doctorCommand(program);
dueCommand(program);
migrateCommand(program);
keyCommands(program);
auditCommands(program);
incidentCommands(program);
tokenCommands(program);

// `lianban … | head`: who no longer reads has read enough
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`lianban: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
