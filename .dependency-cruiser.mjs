// Directions between the rooms (ARCHITECTURE.md). A rule is the list of what a room may import: whatever is not in the list is refused.
// test/architecture/architecture.test.ts holds an offender for each rule and sees it refused; a rule without one fails there.

/** Paths of packages. */
const npm = (...names) => `(^|/)node_modules/(@types/)?(${names.join('|')})/`;
const NPM_BUT_TEMPORAL = '(^|/)node_modules/(?!@temporalio/)';
// prettier-ignore
const BUILTIN = `^(node:)?(${['assert', 'buffer', 'child_process', 'crypto', 'diagnostics_channel', 'dns', 'events', 'fs', 'http', 'https', 'module', 'net', 'os',
  'path', 'perf_hooks', 'process', 'stream', 'timers', 'tls', 'url', 'util', 'worker_threads', 'zlib'].join('|')})($|/)`;
const TEMPORAL_TYPES = npm('@temporalio/common');

/** `values`: what may be imported; `types`: what only `import type` may name. */
const room = (name, from, { values, types = [], cure }) => [
  {
    name: `${name}-may-import`,
    comment: cure,
    severity: 'error',
    from: { path: from },
    to: { pathNot: [...values, ...types] },
  },
  ...(types.length === 0
    ? []
    : [
        {
          name: `${name}-types-only`,
          comment: `Only types may come from there: write \`import type\`. ${cure}`,
          severity: 'error',
          from: { path: from },
          to: { path: types, pathNot: values, dependencyTypesNot: ['type-only'] },
        },
      ]),
];

export default {
  forbidden: [
    ...room('core-engine', '^core/(engine|clock)/', {
      values: ['^core/(engine|clock|codes)/', '^core/[^/]+\\.ts$'],
      cure: 'Engine and clock are pure and have no npm dependency: take what you need as an argument (time and ids come with the command).',
    }),
    ...room('core-definition', '^core/definition/', {
      values: ['^core/', npm('zod', 'yaml', '@marcbachmann/cel-js')],
      cure: 'The compiler turns text into a plan and touches nothing else: files are read by the command line or the seed, and given as text.',
    }),
    ...room('core-rest', '^core/([^/]+\\.ts$|codes/|organisations/|instruments/)', {
      values: ['^core/(engine|clock|codes|organisations|instruments)/', '^core/[^/]+\\.ts$'],
      cure: 'Access, views, errors and codes are pure: no I/O, no package, nothing of the compiler.',
    }),
    ...room('ledger', '^ledger/', {
      values: [
        '^core/(?!definition/)',
        '^core/definition/(conditions|form-materials)\\.ts$',
        '^ledger/',
        '^db/',
        BUILTIN,
      ],
      types: [npm('pg')],
      cure: 'The ledger runs the engine in one transaction: SQL goes into db/, HTTP into api/, calls of other systems into activities/.',
    }),
    ...room('workflows', '^workflows/', {
      values: ['^workflows/', npm('@temporalio/workflow', '@temporalio/common')],
      types: ['^activities/index\\.ts$', '^core/(engine|clock)/'],
      cure: 'Workflow code runs in the isolate and holds no rule: ask the ledger in an activity; from activities/ take the types alone.',
    }),
    ...room('activities', '^activities/', {
      values: [
        '^core/(?!definition/)',
        '^ledger/',
        '^activities/',
        '^db/',
        npm('@temporalio/activity', '@temporalio/common', 'zod'),
        BUILTIN,
      ],
      types: ['^config\\.ts$'],
      cure: 'Activities get what they need from createActivities(deps): no settings, no HTTP server, no compiler.',
    }),
    ...room('conductor', '^conductor/', {
      values: [
        '^conductor/',
        '^workflows/messages\\.ts$',
        '^activities/',
        '^db/',
        npm('@temporalio/client', '@temporalio/worker'),
        BUILTIN,
      ],
      types: ['^ledger/', '^workflows/', TEMPORAL_TYPES],
      cure: "The conductor's outside starts, wakes and sweeps: no rule of the process, no SQL, no HTTP. The ledger comes as an argument.",
    }),
    ...room('db', '^db/', {
      values: ['^db/', npm('pg', 'node-pg-migrate'), BUILTIN],
      types: ['^core/'],
      cure: 'db/ maps rows and decides nothing: what a row means stands in core/ and ledger/, which call it.',
    }),
    ...room('api', '^api/', {
      values: [
        '^core/',
        '^ledger/',
        '^api/',
        '^db/',
        '^workflows/messages\\.ts$',
        // a callback is signed and read like an answer that came at once
        '^activities/(signature|system-answer)\\.ts$',
        NPM_BUT_TEMPORAL,
        BUILTIN,
      ],
      types: ['^conductor/', '^activities/log\\.ts$', '^config\\.ts$', TEMPORAL_TYPES, npm('@temporalio/client')],
      cure: 'buildApp(deps) gets ledger, wakes and settings from server.ts: take the type, not the thing, and no code of the worker.',
    }),
    ...room('metrics', '^metrics/', {
      values: ['^metrics/', '^db/', '^core/', npm('prom-client'), BUILTIN],
      types: ['^ledger/', '^activities/', '^conductor/', npm('pg')],
      cure: 'Metrics are told what happened through small ports (types) of the other rooms: they call nothing but reads of db/.',
    }),
    ...room('web', '^web/', {
      values: [
        '^web/',
        '^core/',
        npm(
          'react[^/]*',
          'antd',
          '@ant-design',
          '@tanstack',
          'i18next',
          'openapi-fetch',
          'vite',
          'echarts',
          'bpmn[^/]*',
          'codemirror',
          '@codemirror',
          '@lezer',
          'dayjs',
        ),
      ],
      types: [npm('zod')],
      cure: 'The pages are a thin client of the API: they call it over HTTP, and share pure code of core/ alone.',
    }),
    {
      name: 'nobody-imports-web',
      comment: 'The pages are built apart, for browsers: what both need is pure, and stands in core/.',
      severity: 'error',
      from: { pathNot: '^(web|test)/' },
      to: { path: '^web/' },
    },
    ...room('config', '^config\\.ts$', {
      values: [npm('zod'), '^core/text\\.ts$', BUILTIN],
      cure: 'config.ts reads and checks settings, nothing more.',
    }),
    {
      name: 'nobody-imports-composition',
      comment:
        'server.ts, worker.ts, cli/, embedded/ and bench/ put things together: what a room needs of them is given to it as an argument.',
      severity: 'error',
      from: { pathNot: '^(cli|embedded|bench|test)/|^(server|worker)\\.ts$' },
      to: { path: '^(cli|embedded|bench)/|^(server|worker)\\.ts$' },
    },
    {
      name: 'processes-stand-alone',
      comment:
        'server.ts and worker.ts run in a city, where there is nothing embedded: a laptop starts them by embedded/stack.ts.',
      severity: 'error',
      from: { path: '^(server|worker)\\.ts$' },
      to: { path: '^(cli|embedded|bench)/|^(server|worker)\\.ts$' },
    },
    {
      name: 'product-without-tests',
      comment: 'What the product needs is no test support: move it to the room where it belongs.',
      severity: 'error',
      from: { pathNot: '^(test|bench)/|^jest[^/]*\\.config\\.mjs$' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'product-without-dev-packages',
      comment:
        'A machine that runs the product has no devDependencies: move the package to dependencies, or the code to test/ or bench/.',
      severity: 'error',
      from: { pathNot: '^(test|bench|web)/|^[^/]+\\.mjs$|^cli/write-client\\.ts$' }, // the pages are built before
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circle',
      comment:
        'Two files that need each other are one file, or hide a third: move what both need there. (Types may go round.)',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      comment: 'There is no such file or package.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // Type-only imports are seen, and known as such.
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.lianban|coverage|test-output|dist)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      mainFields: ['main', 'types'],
    },
  },
};
