// `npm run test:long`: the large figures. Prints seed and commit, so that a run can be repeated and quoted.
import { execFileSync, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';

const seed = Number(process.argv[2] ?? randomInt(2 ** 31));
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const settings = {
  PROPERTY_RUNS: '20000',
  PROPERTY_SEED: String(seed),
  SOAK_CASES: '400',
  CLOCK_RUNS: '300000',
  FUZZ_REQUESTS: '100000',
  FUZZ_SEED: String(seed),
};
console.log(`test:long at ${commit}, seed ${seed}, ${JSON.stringify(settings)}`);

const run = (name: string, command: string, args: string[]) => {
  const started = performance.now();
  const options = { NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning', ...settings };
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...options } });
  console.log(
    `${status === 0 ? 'passed' : 'FAILED'}: ${name} (${((performance.now() - started) / 1000).toFixed(0)} s)`,
  );
  return status === 0;
};
const passed = [
  run('properties, soak and fuzz', 'npx', ['jest', '--config', 'jest.long.config.mjs']),
  run('cost of a case', 'npx', ['tsx', 'bench/cost.ts', '--cases', '100']),
];
process.exitCode = passed.every(Boolean) ? 0 : 1;
