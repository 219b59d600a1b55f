import type { Command } from 'commander';
import { AUDIENCE } from '../embedded/stack.ts';
import { issueToken } from '../embedded/issuer.ts';
import { readPorts } from './data-dir.ts';

export function tokenCommand(program: Command): void {
  program
    .command('token <person>')
    .description('print a bearer token of a sample person (embedded stack)')
    .option('--data <folder>', 'data folder of the stack', '.lianban')
    .action(async (person: string, { data }: { data: string }) => {
      const issuerUrl = `http://127.0.0.1:${readPorts(data).issuer}`;
      process.stdout.write(`${await issueToken({ dataDir: data, issuerUrl, audience: AUDIENCE, person })}\n`);
    });
}
