// `npm run demo`: a fresh stack on free ports, one company set up from form to results, over the HTTP API only.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Command, Option } from 'commander';
import type { Language } from '../core/text.ts';
import { playCompanySetUp } from './demo-case.ts';
import { printCase } from './demo-print.ts';
import { machineEnvironment } from './environment.ts';
import { describeRun } from './run-costs.ts';
import { startStack } from './stack.ts';

const { lang, json } = new Command('npm run demo --')
  .description('Plays one company set-up through the HTTP API and prints its timeline, clock and results.')
  .addOption(new Option('--lang <language>', 'language of what is printed').choices(['zh', 'en']).default('zh'))
  .option('--json', 'print a last line for programs', false)
  .parse()
  .opts<{ lang: Language; json: boolean }>();
const say = (line: string) => void process.stdout.write(`${line}\n`);

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-demo-'));
const starting = startStack({ dataDir, ports: 'any', say, environment: machineEnvironment });
const stop = async () => {
  await starting.then((stack) => stack.stop()).catch(() => undefined);
  fs.rmSync(dataDir, { recursive: true, force: true });
};
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stop().then(() => process.exit(130)));

try {
  const stack = await starting;
  const played = await playCompanySetUp(stack, (text) => say(text[lang]));
  const costs = await describeRun(stack.temporalAddress, played.caseNo);
  printCase(played, lang, say);
  for (const what of played.missing) say(`✗ ${what}`);
  process.exitCode = played.missing.length === 0 ? 0 : 1;
  if (json) {
    const { caseNo, view, certificates } = played;
    const items = view.items.map(({ id, status, dueAt, decidedAt }) => ({ id, status, dueAt, decidedAt }));
    await stop();
    say(JSON.stringify({ caseNo, status: view.status, items, certificates, ...costs }));
  }
} catch (error) {
  process.stderr.write(`The demo failed: ${(error as Error).message}\n`);
  process.exitCode = 1;
} finally {
  await stop();
}
