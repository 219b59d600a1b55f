// The lint rules that guard the design are switched on where they matter, and refuse.
import { beforeAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');
const CORE = 'core/engine/decide.ts';
const API = 'ledger/apply.ts';
const CASES: [rule: string | undefined, file: string, code: string][] = [
  ['@typescript-eslint/no-floating-promises', API, 'export const f = () => { Promise.resolve(1); };'],
  [
    '@typescript-eslint/no-misused-promises',
    API,
    'export const f = (a: number[]) => a.forEach(async () => undefined);',
  ],
  ['@typescript-eslint/await-thenable', API, 'export const f = async () => await 1;'],
  [
    '@typescript-eslint/switch-exhaustiveness-check',
    API,
    `export const f = (a: 'x' | 'y'): void => { switch (a) { case 'x': return; } };`,
  ],
  ['@typescript-eslint/consistent-type-imports', API, `import { Pool } from 'pg';\nexport type P = Pool;`],
  ['@typescript-eslint/no-explicit-any', API, 'export const f = (a: any) => a as string;'],
  ['no-restricted-syntax', API, 'export const port = process.env.PORT;'],
  ['no-restricted-syntax', CORE, 'export const now = Date.now();'],
  ['no-restricted-syntax', CORE, 'export const now = new Date();'],
  ['no-restricted-syntax', CORE, 'export const luck = Math.random();'],
  ['no-restricted-syntax', CORE, 'export const id = crypto.randomUUID();'],
  [undefined, CORE, 'export const day = (at: number) => new Date(at).getUTCDay();'],
  [undefined, API, 'export const now = () => Date.now();'],
  [undefined, 'config.ts', 'export const port = process.env.PORT;'],
];
let answers: string[][];
beforeAll(() => {
  const { stdout, stderr } = spawnSync(process.execPath, [path.join(import.meta.dirname, 'lint-texts.mjs')], {
    cwd: root,
    encoding: 'utf8',
    input: JSON.stringify(CASES.map(([, file, code]) => ({ file: path.join(root, file), code }))),
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  if (!stdout) throw new Error(stderr);
  answers = JSON.parse(stdout) as string[][];
});

test.each(CASES.map(([rule, file, code], i) => [rule ?? 'nothing', file, code, i] as const))(
  '%s in %s: %s',
  (rule, _file, _code, i) => {
    expect(answers[i]).toEqual(rule === 'nothing' ? [] : [rule]);
  },
);
