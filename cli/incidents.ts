// lianban incidents: works while the API is away, since it speaks with the database itself; by the same functions of the ledger.
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { canonicalJson } from '../core/canonical.ts';
import { INCIDENT_KINDS, isIncidentKind, isRetryable, RESOLUTIONS, type Resolution } from '../core/incidents.ts';
import { findIncident, listHandlings, listIncidents, type IncidentRow } from '../db/incidents.ts';
import { createPool } from '../db/pool.ts';
import { authorise } from '../ledger/authorise.ts';
import { databaseClock } from '../ledger/clock.ts';
import { createIncidents, type IncidentsDeps } from '../ledger/incidents.ts';
import type { Request } from '../ledger/ledger.ts';
import { createRuleBook } from '../ledger/rules.ts';
import { sha256 } from '../ledger/sha256.ts';
import type { Vault } from '../ledger/vault.ts';
import { databaseUrl } from './data-dir.ts';

interface Options {
  readonly data: string;
  readonly as: string;
  readonly json?: boolean;
}

export function incidentCommands(program: Command): void {
  const group = program.command('incidents').description('what operators must look at, and what they do about it');
  const command = (usage: string, description: string) =>
    group
      .command(usage)
      .description(description)
      .option('--data <folder>', 'data folder of the stack', '.lianban')
      .option('--as <person>', 'who does it: holds a post with the role operator', 'guo-bin')
      .option('--json', 'for programs');

  command('list', 'incidents, newest first')
    .option('--open', 'only those that nobody has resolved')
    .option('--kind <kind>', `one of ${Object.keys(INCIDENT_KINDS).join(', ')}`)
    .option('--limit <n>', 'at most', '100')
    .action(async ({ open, kind, limit, ...options }: Options & { open?: true; kind?: string; limit: string }) => {
      if (kind !== undefined && !isIncidentKind(kind)) throw new Error(`There is no kind ${kind} of incidents.`);
      const found = await onDatabase(options, ({ pool }) => listIncidents(pool, { open, kind, limit: Number(limit) }));
      print(options, { incidents: found.map(facts) }, found.map(line));
    });
  command('show <id>', 'one incident, and what was done about it').action((id: string, options: Options) =>
    onDatabase(options, (deps) => show(deps, options, id)),
  );
  command('retry <id>', 'try again what failed').action((id: string, options: Options) =>
    onDatabase(options, async (deps) => {
      await createIncidents(deps).retry(requestOf(options.as, `retry ${id}`), id); // the sweeper sends the wake
      await show(deps, options, id);
    }),
  );
  command('resolve <id>', 'settled by people')
    .requiredOption('--reason <code>', `one of ${Object.keys(RESOLUTIONS).join(', ')}`)
    .action((id: string, options: Options & { reason: string }) =>
      onDatabase(options, async (deps) => {
        const { reason } = options;
        if (!Object.hasOwn(RESOLUTIONS, reason)) throw new Error(`There is no reason ${reason}.`);
        await createIncidents(deps).resolve(requestOf(options.as, `resolve ${id}`), id, reason as Resolution);
        await show(deps, options, id);
      }),
    );
}

const noKeys = () =>
  Promise.reject(new Error('A document is to be written first, for which this command has no keys: start the worker.'));
/** A key of its own each time, so what it is told apart by needs no secret. What time has brought may need a document, which does. */
const vault: Vault = {
  fingerprint: (value: unknown) => sha256(canonicalJson(value)),
  keyOf: noKeys,
  seal: noKeys,
  open: noKeys,
};
const requestOf = (personId: string, what: string): Request => ({
  actor: { personId, channel: 'web' },
  key: `cli-${randomUUID()}`,
  requestHash: sha256(what),
});

async function onDatabase<T>({ data, as }: Options, work: (deps: IncidentsDeps) => Promise<T>): Promise<T> {
  const pool = createPool(databaseUrl(data), { max: 1, applicationName: 'lianban-incidents' });
  try {
    await authorise(pool, { personId: as, channel: 'web' }, 'readIncidents', {}, await databaseClock(pool));
    return await work({ pool, clock: databaseClock, book: createRuleBook(), vault });
  } finally {
    await pool.end();
  }
}

async function show({ pool }: IncidentsDeps, options: Options, id: string): Promise<void> {
  const found = /^[0-9a-f-]{36}$/.test(id) ? await findIncident(pool, id) : undefined;
  if (!found) throw new Error(`There is no incident ${id}.`);
  const handlings = await listHandlings(pool, id);
  print(options, { ...facts(found), handlings }, [
    line(found),
    ...handlings.map((h) => `  ${h.at.toISOString()}  ${h.action}${h.reason ? ` (${h.reason})` : ''} by ${h.personId}`),
  ]);
}

const facts = ({ id, caseNo, kind, code, occurrences, openedAt, lastAt, resolvedAt }: IncidentRow) => ({
  ...{ id, caseNo, kind, code, occurrences, openedAt, lastAt, resolvedAt },
  retryable: resolvedAt === null && isRetryable(kind),
});
const line = (i: IncidentRow) =>
  [
    i.id,
    i.caseNo ?? '-',
    `${i.kind}/${i.code}`,
    `×${i.occurrences}`,
    `since ${i.openedAt.toISOString()}`,
    i.resolvedAt ? `resolved ${i.resolvedAt.toISOString()}` : isRetryable(i.kind) ? 'open, retryable' : 'open',
  ].join('  ');
const print = ({ json }: Options, value: object, lines: readonly string[]): void =>
  void process.stdout.write(json ? `${JSON.stringify(value)}\n` : lines.map((l) => `${l}\n`).join(''));
