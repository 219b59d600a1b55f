// Rules about the repository's text that neither lint nor dependency-cruiser can say. Each finds faults in one file.
export interface SourceFile {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
}
export interface RepositoryRule {
  readonly name: string;
  readonly cure: string;
  readonly concerns: (path: string) => boolean;
  /** The offending lines, or what is wrong with the file as a whole. */
  readonly find: (file: SourceFile) => string[];
}

const isProduct = (path: string) => !/^(test|bench)\//.test(path);
const code = (path: string) => /\.(ts|tsx|mjs)$/.test(path);
const product = (path: string) => code(path) && isProduct(path);

/** Text without comments; lines keep their numbers. Good enough for rules of this kind: it knows no strings. */
const withoutComments = (text: string) =>
  text.replace(/\/\*[^]*?\*\//g, (c) => c.replace(/[^\n]/g, ' ')).replace(/(^|\s)\/\/.*$/gm, '$1');
const lines =
  (pattern: RegExp) =>
  ({ text }: SourceFile): string[] =>
    withoutComments(text)
      .split('\n')
      .flatMap((line, i) => (pattern.test(line) ? [`${i + 1}: ${line.trim().slice(0, 120)}`] : []));

const SQL =
  /[`'"]\s*(select\s.+|insert into\s|update \w+ set\s|delete from\s|truncate\s|create (table|index|database|role)\s|alter (table|role)\s|drop (table|database)\s|lock table\s|set (local|session)\s|with \w+ as \(|savepoint\s)/i;
const SQL_SPLIT = /^\s*(select .+ from|insert into \w+ \(|update \w+ set|delete from \w+)/;
const TRANSACTION = /[`'"](begin|commit|rollback)\b[^`'"]*[`'"]/;
const FORBIDDEN_NAME = /(^|[-./])(utils?|common|helpers?|managers?|services?|misc|shared)([-./]|$)/;
const MAX_LINES = 300;
const LEDGER_WRITES =
  /\b(insertCase|saveCase|insertEvents|saveTasks|saveClocks|saveDispatches|saveClaim|lockCase|lockTasks|insertRequest)\b/;

export const REPOSITORY_RULES: readonly RepositoryRule[] = [
  {
    name: 'sql-in-db',
    cure: 'Put the statement into a function of db/ (one file a table group) and call that.',
    concerns: (path) => product(path) && !/^(db|web)\//.test(path),
    find: (file) => [...lines(SQL)(file), ...lines(SQL_SPLIT)(file)],
  },
  {
    name: 'transaction-in-one-place',
    cure: 'Use inTransaction of ledger/transaction.ts.',
    concerns: (path) => product(path) && path !== 'ledger/transaction.ts' && !path.startsWith('web/'),
    find: lines(TRANSACTION),
  },
  {
    name: 'process-state-in-the-ledger',
    cure: 'Process state changes in the ledger alone: add an intent, call ledger.apply.',
    concerns: (path) => product(path) && !/^(db|ledger)\//.test(path),
    find: lines(LEDGER_WRITES),
  },
  {
    name: 'environment-in-config',
    cure: 'Add the setting to config.ts and take it as an argument.',
    concerns: (path) => product(path) && path !== 'config.ts' && path !== 'embedded/environment.ts',
    find: lines(
      /\bprocess\s*\.\s*env\b|\bprocess\s*\[\s*['"]env|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b|from 'node:process'/,
    ),
  },
  {
    name: 'error-status-in-one-plugin',
    cure: 'Throw a DomainError of core/errors.ts; api/plugins/problems.ts alone gives it its HTTP status.',
    concerns: (path) => path.startsWith('api/') && code(path) && !/^api\/plugins\/problems/.test(path),
    find: lines(
      /\.(code|status)\(\s*[45]\d\d\b|statusCode\s*[:=]\s*[45]\d\d\b|\bhttpErrors\b|\bsetErrorHandler\(|@fastify\/(error|sensible)/,
    ),
  },
  {
    name: 'failures-of-temporal-in-one-place',
    cure: 'Use failureOf or toFailure of activities/errors.ts: what reaches a history is a code and nothing else.',
    concerns: (path) => product(path) && path !== 'activities/errors.ts',
    find: lines(/\bApplicationFailure\s*\.\s*(create|retryable|nonRetryable|fromError)\b|new ApplicationFailure\b/),
  },
  {
    name: 'core-without-io',
    cure: 'core/ is pure: what comes from outside is an argument.',
    concerns: (path) => path.startsWith('core/') && code(path),
    find: lines(/from '(node:|fs'|crypto'|path'|os')|\brequire\(|\bprocess\.|\bconsole\.|\bsetTimeout\b|\bfetch\(/),
  },
  {
    name: 'short-files',
    cure: `Past ${MAX_LINES} lines ask which two things the file is.`,
    concerns: code,
    find: ({ text }) => {
      const count = text.replace(/\n$/, '').split('\n').length;
      return count > MAX_LINES ? [`${count} lines`] : [];
    },
  },
  {
    name: 'telling-names',
    cure: 'Name the file after its one main export, in kebab-case; utils, common, helpers, manager, service say nothing.',
    concerns: (path) => code(path) || path.endsWith('.sql'),
    find: ({ path }) => {
      const file = path.split('/').at(-1)!;
      return FORBIDDEN_NAME.test(path) || !/^\.?[a-z0-9]+([-_.][a-z0-9]+)*$/.test(file) ? [path] : [];
    },
  },
  {
    name: 'named-exports',
    cure: 'Export by name. (Configuration files and the workflow that serves every name are asked for by default.)',
    concerns: (path) => code(path) && !path.endsWith('.mjs') && !/^workflows\/(index|joint-case)\.ts$/.test(path),
    find: lines(/^export default\b|^export \{ default\b/),
  },
  {
    name: 'no-barrels',
    cure: 'Import from the file that has it; only workflows/ and activities/ have an index.ts.',
    concerns: (path) => code(path) && !/^(workflows|activities)\/index\.ts$/.test(path),
    find: lines(/^export \* (as \w+ )?from\b/),
  },
  {
    name: 'every-test-runs',
    cure: 'A test that is left out proves nothing: mend it or take it away.',
    concerns: (path) => path.startsWith('test/') && code(path),
    find: lines(
      /\b(test|it|describe)(\.concurrent)?\.(only|skip|todo|failing)\b|\b(xit|xtest|xdescribe|fit|fdescribe)\(/,
    ),
  },
  {
    name: 'forward-only-migrations',
    cure: 'A migration is never undone and never gives an instant by default: write the next one; the ledger has its own clock.',
    concerns: (path) => /^db\/migrations\/.+\.sql$/.test(path),
    find: ({ path, text }) => [
      ...(/^db\/migrations\/\d{4}_[a-z0-9_]+\.sql$/.test(path) ? [] : [`${path} is not named 0001_what.sql`]),
      ...text
        .split('\n')
        .filter((line) => /-- Down Migration|default\s+(now\(\)|current_timestamp|clock_timestamp)/i.test(line)),
    ],
  },
];
