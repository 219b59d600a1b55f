import { Command } from 'commander';
import { auditCommands } from './audit.ts';
import { definitionCommands } from './definition.ts';
import { tokenCommand } from './token.ts';

const program = new Command('lianban').description('联办 Lianban: joint approval, from the command line');
definitionCommands(program);
auditCommands(program);
tokenCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`lianban: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
