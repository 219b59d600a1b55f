// token, people: sign-in as one of the sample people of the embedded stack. A city has its own issuer.
import type { Command } from 'commander';
import { issueToken } from '../embedded/issuer.ts';
import { samplePeople } from '../embedded/sample-people.ts';
import { AUDIENCE } from '../embedded/stack.ts';
import { readPorts } from './data-dir.ts';

export function tokenCommands(program: Command): void {
  program
    .command('token <person>')
    .description('print a bearer token of a sample person (embedded stack)')
    .option('--data <folder>', 'data folder of the stack', '.lianban')
    .action(async (person: string, { data }: { data: string }) => {
      if (!samplePeople.some(({ id }) => id === person))
        throw new Error(`There is no sample person ${person}; "lianban people" lists them.`);
      const issuerUrl = `http://127.0.0.1:${readPorts(data).issuer}`;
      process.stdout.write(`${await issueToken({ dataDir: data, issuerUrl, audience: AUDIENCE, person })}\n`);
    });
  program
    .command('people')
    .description('list the sample people of the embedded stack and their posts')
    .action(() => {
      for (const { id, name, posts } of samplePeople)
        process.stdout.write(`${id}  ${name}  ${posts.join(', ') || '申请人 applicant'}\n`);
    });
}
