import type { Cost, Costs } from './measure.ts';

/** What ours may cost at most (issue 3). */
const LIMITS = { stateTransitions: 5, events: 24, bytes: 4096, commits: 8 } as const;
const BELOW = ['stateTransitions', 'events', 'bytes', 'cpuMs'] as const;
const ROWS: readonly (readonly [keyof Omit<Cost, 'cpuMsByProcess'>, string])[] = [
  ['stateTransitions', 'Temporal state transitions'],
  ['events', 'history events'],
  ['bytes', 'history bytes'],
  ['commits', 'writing transactions'],
  ['cpuMs', 'CPU-ms a case'],
  ['decisionP50', 'decision p50, ms'],
  ['decisionP99', 'decision p99, ms'],
];

export function findFaults({ ours, minimal }: Costs): string[] {
  const over = Object.entries(LIMITS)
    .filter(([name, limit]) => ours[name as keyof typeof LIMITS] > limit)
    .map(([name, limit]) => `${name} is ${ours[name as keyof typeof LIMITS]}, the limit is ${limit}`);
  const notBelow = BELOW.filter((name) => ours[name] >= minimal[name]).map(
    (name) => `${name} is ${ours[name]}, not below the minimal workflow's ${minimal[name]}`,
  );
  return [...over, ...notBelow];
}

export function print({ ours, minimal }: Costs, cases: number, say: (line: string) => void): void {
  const row = (name: string, a: number, b: number) =>
    say(`${name.padEnd(28)} ${String(a).padStart(9)} ${String(b).padStart(9)} ${(a / b).toFixed(2).padStart(7)}`);
  say(`\n${`${cases} cases each`.padEnd(28)} ${'ours'.padStart(9)} ${'minimal'.padStart(9)} ${'ratio'.padStart(7)}`);
  for (const [key, name] of ROWS) row(name, ours[key], minimal[key]);
  for (const name of Object.keys(ours.cpuMsByProcess))
    row(`  CPU-ms ${name}`, ours.cpuMsByProcess[name]!, minimal.cpuMsByProcess[name]!);
  say('');
}
