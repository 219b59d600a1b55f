// `npm start`: the whole product with samples, until Ctrl-C.
import path from 'node:path';
import { Command } from 'commander';
import { buildPages } from './build-pages.ts';
import { machineEnvironment } from './environment.ts';
import { samplePeople } from './sample-people.ts';
import { startStack } from './stack.ts';

const options = new Command('npm start --')
  .description('Starts Lianban with embedded PostgreSQL, Temporal, sample sign-in and sample bank.')
  .option('--data <folder>', 'where everything is kept', '.lianban')
  .parse()
  .opts<{ data: string }>();
const dataDir = path.resolve(options.data);
const say = (line: string) => process.stdout.write(`${line}\n`);

let stopping: Promise<void> | undefined;
let ended = false;
const started = performance.now();
const starting = buildPages().then(() => startStack({ dataDir, say, environment: machineEnvironment }));
const stop = () => {
  stopping ??= starting.then(
    async (stack) => {
      say('\nStopping …');
      await stack.stop();
      ended = true;
      say('Stopped; the data stays in ' + dataDir);
    },
    () => undefined,
  );
  return stopping;
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());

try {
  const stack = await starting;
  const person = samplePeople.find((p) => p.posts.length === 0)!;
  const token = await stack.token(person.id);
  say(`
联办 Lianban is ready (${((performance.now() - started) / 1000).toFixed(1)} s).

  open          ${stack.url}/
  API           ${stack.url}/api
  try it        ${stack.url}/api/docs
  OpenAPI       ${stack.url}/api/openapi.json
  health        ${stack.url}/readyz
  Temporal      ${stack.temporalAddress}
  PostgreSQL    ${stack.databaseUrl}
  data          ${dataDir}

  Sample people (a token: npx lianban token <person>)
${samplePeople.map((p) => `    ${p.id.padEnd(26)} ${p.posts.join(', ') || 'applicant 申请人'}`).join('\n')}

  What is needed to set up a company with employees and without a seal of its own?
    curl -s ${stack.url}/api/matters/company-set-up/guide -H 'content-type: application/json' -d '{"answers":{"hasEmployees":true,"ownSeal":false}}'
  The cases of ${person.name}:
    curl -s ${stack.url}/api/cases -H 'authorization: Bearer ${token}'

  npm run demo plays a whole case. Ctrl-C stops everything.
`);
  void Promise.race([stack.server.exited, stack.worker.exited]).then(() => {
    if (!stopping) say(`! A process ended by itself; see ${dataDir}/server.log and worker.log`);
    process.exitCode = stopping ? 0 : 1;
    void stop();
  });
} catch (error) {
  if (!ended) process.stderr.write(`\nLianban could not start: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
