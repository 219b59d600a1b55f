// For each direction rule a file that breaks it and one that keeps it, laid into one small tree. Files they import are made up.
export interface Offence {
  readonly rule: string;
  readonly file: string;
  readonly wrong: string;
  readonly right: string;
}

const value = (from: string) => `import { thing } from '${from}';\nexport const used = thing;\n`;
const type = (from: string) => `import type { Thing } from '${from}';\nexport type Used = Thing;\n`;
const offence = (rule: string, file: string, wrong: string, right: string): Offence => ({ rule, file, wrong, right });

export const OFFENCES: readonly Offence[] = [
  offence('core-engine-may-import', 'core/engine/a.ts', value('zod'), value('../errors.ts')),
  offence('core-engine-may-import', 'core/clock/b.ts', value('node:fs'), value('../engine/plan.ts')),
  offence('core-engine-may-import', 'core/engine/c.ts', type('../definition/schema.ts'), type('../clock/calendar.ts')),
  offence('core-definition-may-import', 'core/definition/a.ts', value('node:fs'), value('yaml')),
  offence('core-definition-may-import', 'core/definition/b.ts', type('../../db/db.ts'), type('../engine/plan.ts')),
  offence('core-rest-may-import', 'core/rest.ts', value('./definition/schema.ts'), value('./engine/plan.ts')),
  offence('ledger-may-import', 'ledger/a.ts', value('../api/app.ts'), value('../core/definition/conditions.ts')),
  offence('ledger-may-import', 'ledger/b.ts', value('../core/definition/schema.ts'), value('../db/cases.ts')),
  offence('ledger-may-import', 'ledger/c.ts', value('fastify'), value('node:crypto')),
  offence('web-may-import', 'web/a.ts', value('../ledger/ledger.ts'), value('../core/text.ts')),
  offence('web-may-import', 'web/b.ts', value('fastify'), value('antd')),
  offence('web-types-only', 'web/c.ts', value('zod'), type('zod')),
  offence('nobody-imports-web', 'api/w.ts', value('../web/paths.ts'), value('../core/text.ts')),
  offence('ledger-types-only', 'ledger/d.ts', value('pg'), type('pg')),
  offence('workflows-may-import', 'workflows/a.ts', value('../ledger/ledger.ts'), value('@temporalio/workflow')),
  offence('workflows-may-import', 'workflows/b.ts', value('node:crypto'), value('./messages.ts')),
  offence('workflows-types-only', 'workflows/c.ts', value('../activities/index.ts'), type('../activities/index.ts')),
  offence(
    'activities-may-import',
    'activities/a.ts',
    value('../core/definition/schema.ts'),
    value('../core/errors.ts'),
  ),
  offence('activities-may-import', 'activities/b.ts', value('fastify'), value('@temporalio/activity')),
  offence('activities-types-only', 'activities/c.ts', value('../config.ts'), type('../config.ts')),
  offence(
    'conductor-may-import',
    'conductor/a.ts',
    value('../core/engine/decide.ts'),
    value('../workflows/messages.ts'),
  ),
  offence('conductor-types-only', 'conductor/b.ts', value('../ledger/ledger.ts'), type('../ledger/ledger.ts')),
  offence('db-may-import', 'db/a.ts', value('../ledger/ledger.ts'), value('pg')),
  offence('db-types-only', 'db/b.ts', value('../core/engine/state.ts'), type('../core/engine/state.ts')),
  offence('api-may-import', 'api/a.ts', value('@temporalio/worker'), value('fastify')),
  offence('api-may-import', 'api/b.ts', value('../activities/advance.ts'), value('../workflows/messages.ts')),
  offence('api-types-only', 'api/c.ts', value('../conductor/wakes.ts'), type('../conductor/wakes.ts')),
  offence('metrics-may-import', 'metrics/a.ts', value('../api/app.ts'), value('../db/reads/backlog.ts')),
  offence('metrics-types-only', 'metrics/b.ts', value('../ledger/observe.ts'), type('../ledger/observe.ts')),
  offence('config-may-import', 'config.ts', value('./ledger/ledger.ts'), value('zod')),
  offence('nobody-imports-composition', 'odd-room/a.ts', value('../embedded/stack.ts'), value('../core/errors.ts')),
  offence('processes-stand-alone', 'server.ts', value('./embedded/stack.ts'), value('./api/app.ts')),
  offence('product-without-tests', 'embedded/a.ts', value('../test/support/thing.ts'), value('./stack.ts')),
  offence('product-without-dev-packages', 'embedded/b.ts', value('fast-check'), value('zod')),
  offence('no-circle', 'ledger/circle-a.ts', value('./circle-b.ts'), type('./circle-b.ts')),
  offence('no-unresolvable', 'embedded/c.ts', value('./absent.ts'), value('./present.ts')),
];

/** The other half of the circle. */
const EXTRA: [string, string][] = [['ledger/circle-b.ts', value('./circle-a.ts')]];
/** Not made up: it must stay missing. */
const ABSENT = 'embedded/absent.ts';
const DEV_PACKAGES = ['fast-check'];

/** The files of a tree that holds the wrong (or the right) side of each offence, and everything they import. */
export function buildTree(side: 'wrong' | 'right'): Map<string, string> {
  const tree = new Map([...OFFENCES.map((o): [string, string] => [o.file, o[side]]), ...EXTRA]);
  const packages = new Set<string>(DEV_PACKAGES);
  for (const { file, [side]: text } of OFFENCES) {
    const from = /from '([^']+)'/.exec(text)![1]!;
    if (from.startsWith('node:')) continue;
    if (!from.startsWith('.')) {
      packages.add(from);
      continue;
    }
    const target = new URL(from, `file:///${file}`).pathname.slice(1);
    if (target !== ABSENT && !tree.has(target))
      tree.set(target, 'export const thing = 1;\nexport type Thing = number;\n');
  }
  for (const name of packages) {
    tree.set(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', type: 'module', exports: './index.js' }),
    );
    tree.set(`node_modules/${name}/index.js`, 'export const thing = 1;\n');
  }
  const versions = (names: string[]) => Object.fromEntries(names.map((n) => [n, '1.0.0']));
  const dependencies = versions([...packages].filter((p) => !DEV_PACKAGES.includes(p)));
  tree.set('package.json', JSON.stringify({ type: 'module', dependencies, devDependencies: versions(DEV_PACKAGES) }));
  return tree;
}
