// Reads every file that belongs to the repository, and holds a case for each rule that is seen to refuse.
import { describe, expect, test } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import { REPOSITORY_RULES, type SourceFile } from './repository-rules.ts';

const root = path.join(import.meta.dirname, '../..');
const NOT_OURS = /^(node_modules|coverage|test-output|dist|\..+)$/;
const MADE = 'web/api/schema.d.ts';
/** Every file below, by its path from the root. The cases of this folder break the rules on purpose. */
function listFiles(folder = ''): string[] {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.test(entry.name) || file === 'test/architecture' ? [] : listFiles(file);
    return /\.(ts|tsx|mjs|sql)$/.test(file) && file !== MADE ? [file] : [];
  });
}
const files: SourceFile[] = listFiles().map((file) => ({
  path: file,
  text: fs.readFileSync(path.join(root, file), 'utf8'),
}));

const faultsOf = (given: readonly SourceFile[], name: string): string[] => {
  const rule = REPOSITORY_RULES.find((r) => r.name === name)!;
  return given.filter((f) => rule.concerns(f.path)).flatMap((f) => rule.find(f).map((fault) => `${f.path}: ${fault}`));
};

describe('the repository keeps', () => {
  test.each(REPOSITORY_RULES.map((r) => [r.name, r] as const))('%s', (name, { cure, concerns }) => {
    expect(files.filter((f) => concerns(f.path)).length).toBeGreaterThan(0);
    expect({ cure, faults: faultsOf(files, name) }).toEqual({ cure, faults: [] });
  });
});

const at = (path: string, text: string): SourceFile => ({ path, text });
const REFUSED: Record<string, SourceFile[]> = {
  'sql-in-db': [
    at('api/a.ts', 'await db.query(`select * from cases`)'),
    at('ledger/a.ts', "db.query('insert into events values ($1)')"),
    at('cli/a.ts', '`\n  update cases set seq = 1\n`'),
    at('embedded/a.ts', '`create database ${name}`'),
  ],
  'transaction-in-one-place': [at('ledger/a.ts', "await client.query('begin')"), at('api/a.ts', 'query("commit")')],
  'process-state-in-the-ledger': [
    at('api/a.ts', "import { saveCase } from '../db/cases.ts';"),
    at('activities/a.ts', 'await insertEvents(db, rows);'),
  ],
  'environment-in-config': [
    at('api/a.ts', 'const port = process.env.PORT;'),
    at('server.ts', "process['env'].PORT"),
    at('cli/a.ts', 'const { env } = process;'),
  ],
  'error-status-in-one-plugin': [
    at('api/routes/a.ts', 'return reply.code(404).send({});'),
    at('api/routes/b.ts', 'throw Object.assign(new Error(), { statusCode: 409 });'),
    at('api/plugins/b.ts', 'app.setErrorHandler(handler);'),
  ],
  'failures-of-temporal-in-one-place': [at('activities/a.ts', 'throw ApplicationFailure.create({ message })')],
  'core-without-io': [at('core/engine/a.ts', "import fs from 'node:fs';"), at('core/a.ts', 'console.log(1)')],
  'short-files': [at('ledger/a.ts', 'x;\n'.repeat(301))],
  'telling-names': [
    at('ledger/case-utils.ts', ''),
    at('api/helpers/a.ts', ''),
    at('ledger/caseManager.ts', ''),
    at('api/case.service.ts', ''),
  ],
  'named-exports': [at('ledger/a.ts', 'export default function apply() {}')],
  'no-barrels': [at('core/index.ts', "export * from './errors.ts';")],
  'every-test-runs': [
    at('test/core/a.test.ts', "test.only('x', () => {})"),
    at('test/core/b.test.ts', "describe.skip('x')"),
  ],
  'forward-only-migrations': [
    at('db/migrations/0002_a.sql', '-- Down Migration'),
    at('db/migrations/0003_b.sql', 'at timestamptz not null default now()'),
    at('db/migrations/b.sql', ''),
  ],
};
const ALLOWED: Record<string, SourceFile[]> = {
  'sql-in-db': [at('db/a.ts', '`select 1`')],
  'transaction-in-one-place': [at('ledger/transaction.ts', "client.query('begin')")],
  'process-state-in-the-ledger': [at('ledger/a.ts', 'saveCase(db)')],
  'environment-in-config': [at('config.ts', 'process.env'), at('api/a.ts', '// process.env is for config.ts')],
  'error-status-in-one-plugin': [
    at('api/plugins/problems.ts', 'reply.code(404)'),
    at('api/routes/a.ts', 'reply.code(201); schema = { 404: problem }'),
  ],
  'short-files': [at('ledger/a.ts', 'x;\n'.repeat(300))],
  'telling-names': [
    at('core/engine/deadline-ledger.ts', ''),
    at('db/migrations/0001_init.sql', ''),
    at('eslint.config.mjs', ''),
  ],
};

describe('each rule', () => {
  test('has a case that it refuses', () =>
    expect(Object.keys(REFUSED).sort()).toEqual(REPOSITORY_RULES.map((r) => r.name).sort()));

  test.each(Object.entries(REFUSED).flatMap(([name, given]) => given.map((f) => [name, f.path, f] as const)))(
    '%s refuses %s',
    (name, _path, file) => expect(faultsOf([file], name)).toHaveLength(1),
  );
  test.each(Object.entries(ALLOWED).flatMap(([name, given]) => given.map((f) => [name, f.path, f] as const)))(
    '%s lets %s pass',
    (name, _path, file) => expect(faultsOf([file], name)).toEqual([]),
  );
});

describe('documents', () => {
  const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');
  const documents = ['.', 'docs', 'docs/adr'].flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder))
      .filter((file) => file.endsWith('.md'))
      .map((file) => path.posix.join(folder, file)),
  );

  test.each(documents)('%s links only to what is there', (document) => {
    const links = [...read(document).matchAll(/\]\(([^)#:]+)(#[^)]*)?\)/g)].map((m) =>
      path.join(root, path.dirname(document), m[1]!),
    );
    expect(links.filter((link) => !fs.existsSync(link))).toEqual([]);
  });

  test.each(documents)('%s names only scripts that are there', (document) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read(document).matchAll(/npm run ([a-z:]+)/g)].map((m) => m[1]!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('the glossary names only what is in the code', () => {
    const cells = [...read('docs/glossary.md').matchAll(/^\|[^|]+\|[^|]+\|([^|]+)\|$/gm)].map((m) => m[1]!);
    const identifiers = [...new Set(cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((m) => m[1]!)))];
    expect(identifiers.length).toBeGreaterThan(100);
    const code = files
      .filter((f) => isRoom(f.path))
      .map((f) => `${f.path}\n${f.text}`)
      .join('\n');
    const isThere = (word: string) => new RegExp(`(?<![A-Za-z0-9])${word}(?![A-Za-z0-9])`).test(code);
    expect(identifiers.filter((word) => !isThere(word))).toEqual([]);
  });
});
const isRoom = (file: string) => /^(core|ledger|db|embedded|api)\//.test(file);
