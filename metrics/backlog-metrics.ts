// What waits, counted in the database: cases, tasks, wakes, incidents. Looked up at most once in some seconds, however many ask, and
// never for longer than a moment: a database that is slow or away costs these figures, not the scrape.
import { Gauge, type Registry } from 'prom-client';
import { INCIDENT_KINDS } from '../core/incidents.ts';
import type { Backlog } from '../db/reads/backlog.ts';

export interface BacklogOptions {
  readonly read: () => Promise<Backlog>;
  /** How long an answer counts. */
  readonly freshMs?: number;
  /** How long a scrape waits for one. */
  readonly limitMs?: number;
}

const CASE_STATES = ['submitted', 'open', 'closed'];
const LIGHTS = ['green', 'yellow', 'red'];

export function addBacklogMetrics(registry: Registry, options: BacklogOptions): void {
  const look = lookOnce(options);
  const gauge = <L extends string>(
    name: string,
    help: string,
    values: (backlog: Backlog) => Iterable<readonly [value: number, labels?: Record<L, string>]>,
    labelNames: L[] = [],
  ) =>
    new Gauge<L>({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        const backlog = await look();
        this.reset();
        if (!backlog && labelNames.length === 0) this.remove(); // a figure that is not known is not told, not even as 0
        for (const [value, labels = {}] of backlog ? values(backlog) : []) this.set(labels as Record<L, string>, value);
      },
    });
  new Gauge({
    name: 'lianban_database_up',
    help: '1 when the database answers',
    registers: [registry],
    async collect() {
      this.set((await look()) ? 1 : 0);
    },
  });
  const each = <L extends string>(label: L, of: readonly string[], value: (name: string) => number) =>
    of.map((name) => [value(name), { [label]: name } as Record<L, string>] as const);
  gauge('lianban_cases', 'Cases by state', (b) => each('state', CASE_STATES, (s) => b.cases[s] ?? 0), ['state']);
  gauge('lianban_cases_overdue', 'Cases with an open task past its due date', (b) => [[b.casesOverdue]]);
  gauge('lianban_tasks_open', 'Open tasks by light', (b) => each('light', LIGHTS, (l) => b.tasks[l]?.count ?? 0), [
    'light',
  ]);
  gauge(
    'lianban_task_oldest_seconds',
    'Age of the oldest open task by light',
    (b) => each('light', LIGHTS, (l) => b.tasks[l]?.oldestSeconds ?? 0),
    ['light'],
  );
  gauge(
    'lianban_cases_by_light',
    'Open cases by the worst light of the clocks that bind organs',
    (b) => each('light', [...LIGHTS, 'stopped'], (l) => b.casesByLight[l] ?? 0),
    ['light'],
  );
  gauge(
    'lianban_clocks_running',
    'Running clocks by kind and light',
    (b) => b.clocks.map(({ count, kind, light }) => [count, { kind, light }] as const),
    ['kind', 'light'],
  );
  gauge(
    'lianban_clocks_overdue',
    'Clocks that an organ is late with',
    (b) => b.overdue.map(({ count, organ }) => [count, { organ }] as const),
    ['organ'],
  );
  gauge('lianban_wakes_owed', 'Cases the conductor owes a look', (b) => [[b.wakesOwed]]);
  gauge('lianban_wake_lag_seconds', 'Age of the oldest look owed', (b) => [[b.wakeLagSeconds]]);
  gauge(
    'lianban_incidents_open',
    'Incidents nobody has resolved, by kind',
    (b) => each('kind', Object.keys(INCIDENT_KINDS), (k) => b.incidents[k] ?? 0),
    ['kind'],
  );
}

/** One look for all who ask at the same time, and for some seconds after; undefined when it fails or takes too long. */
function lookOnce({ read, freshMs = 5_000, limitMs = 3_000 }: BacklogOptions): () => Promise<Backlog | undefined> {
  let looking: Promise<Backlog | undefined> | undefined;
  return () => {
    if (!looking) {
      looking = read().catch(() => undefined);
      const forget = () => void (looking = undefined);
      void looking.then(() => setTimeout(forget, freshMs).unref());
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, limitMs, undefined);
    });
    return Promise.race([looking, late]).finally(() => clearTimeout(timer));
  };
}
