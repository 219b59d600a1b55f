// Those who use the product meanwhile, over HTTP: readers of lights, and people who submit and decide.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Stack } from '../../embedded/stack.ts';

export const MATTER = 'on-the-spot';
const APPLICANT = 'wang-xiaoming';
const OFFICER = 'officer-a';
const PAUSE_MS = 250;
const READ = 10;
const NOTHING = Symbol('nothing to do');

export interface Latencies {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
}
export interface Public {
  /** Submits and decides in turn until it is stopped. */
  decide(): Promise<void>;
  /** `before` must be through when the second comes. */
  read(when: 'before' | 'after'): Promise<void>;
  stop(): Promise<void>;
  faults(): string[];
  readonly seen: Readonly<
    Record<'before' | 'after', { lights: number; red: number; withinMs: number; recorded: number }>
  >;
  readonly decisions: Readonly<Record<'before' | 'after', Latencies>>;
}
export interface Scene {
  /** Cases whose time ends in that second. */
  readonly due: readonly string[];
  /** Others, to be decided before it. */
  readonly spare: readonly string[];
  readonly at: number;
}

export function createPublic(stack: Stack, owner: pg.Pool, { due, spare, at }: Scene): Public {
  const seen = { before: nothing(), after: nothing() };
  const latencies = { before: [] as number[], after: [] as number[] };
  const faults: string[] = [];
  const tokens = new Map<string, Promise<string>>();
  let stopped = false;

  async function call<T>(person: string, method: 'GET' | 'POST', url: string, body?: object): Promise<T> {
    if (!tokens.has(person)) tokens.set(person, stack.token(person));
    const headers: Record<string, string> = { authorization: `Bearer ${await tokens.get(person)!}` };
    if (method === 'POST')
      Object.assign(headers, { 'content-type': 'application/json', 'idempotency-key': randomUUID() });
    const answer = await fetch(`${stack.url}${url}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }
  const timed = async (work: () => Promise<unknown>): Promise<void> => {
    const since = performance.now();
    const when = Date.now() < at ? 'before' : 'after';
    try {
      if ((await work()) === NOTHING) return;
    } catch (error) {
      faults.push((error as Error).message.slice(0, 300));
    }
    latencies[when].push(performance.now() - since);
  };
  const submit = () => call(APPLICANT, 'POST', '/api/cases', { matter: MATTER, form: { applicantName: '示例乙' } });
  /** Where nobody has opened the item yet, there is nothing to decide. */
  async function grant(caseNo: string): Promise<unknown> {
    const task = await taskOf(owner, caseNo);
    if (!task) return NOTHING;
    return call(OFFICER, 'POST', `/api/tasks/${task.id}/decision`, { revision: task.revision, outcome: 'granted' });
  }

  return {
    seen,
    get decisions() {
      return { before: summarise(latencies.before), after: summarise(latencies.after) };
    },
    faults: () => faults,
    async decide() {
      const [early, late] = [[...spare], due.filter((_, n) => n % 10 === 3)];
      for (; !stopped; await sleep(PAUSE_MS)) {
        await timed(submit);
        // around the second itself nobody decides: which side it fell on would be chance
        if (Math.abs(Date.now() - at) < 1_000) continue;
        const caseNo = (Date.now() < at ? early : late).pop();
        if (caseNo !== undefined) await timed(() => grant(caseNo));
      }
    },
    /** What one sees of a case, of its clocks, and of the inbox. */
    async read(when) {
      const since = Date.now();
      const lights: string[] = [];
      // an item that nobody has opened yet has no light of its own
      const note = (more: readonly { readonly light: string | null }[]) =>
        lights.push(...more.flatMap((m) => m.light ?? []));
      const some = due.filter((_, n) => n % Math.ceil(due.length / READ) === 1);
      for (const caseNo of some) {
        const view = await call<{ light: string; items: { light: string }[] }>(
          APPLICANT,
          'GET',
          `/api/cases/${caseNo}`,
        );
        note([view, ...view.items]);
        const { clocks } = await call<{ clocks: { light: string }[] }>(APPLICANT, 'GET', `/api/cases/${caseNo}/clock`);
        note(clocks);
        note((await call<{ tasks: { light: string }[] }>(OFFICER, 'GET', `/api/tasks?case=${caseNo}`)).tasks);
      }
      if (when === 'before' && Date.now() >= at) faults.push('the lights of before were not read in time');
      const withinMs = Date.now() - (when === 'after' ? at : since);
      const red = lights.filter((l) => l === 'red').length;
      const { rows } = await owner.query<{ n: number }>(
        `select count(distinct case_no)::int as n from events where type = 'overdue' and case_no = any ($1)`,
        [due],
      );
      seen[when] = { lights: lights.length, red, withinMs, recorded: rows[0]!.n };
      if (when === 'before' ? red > 0 : red < lights.length)
        faults.push(`${when}: ${red} of ${lights.length} lights were red`);
    },
    async stop() {
      stopped = true;
    },
  };
}
const nothing = () => ({ lights: 0, red: 0, withinMs: 0, recorded: 0 });
interface Task {
  readonly id: string;
  readonly revision: number;
}
const taskOf = async (owner: pg.Pool, caseNo: string): Promise<Task | undefined> =>
  (await owner.query<Task>(`select id, revision from tasks where case_no = $1 and status = 'open'`, [caseNo])).rows[0];

function summarise(values: readonly number[]): Latencies {
  const sorted = [...values].sort((a, b) => a - b);
  const quantile = (q: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0);
  return { count: values.length, p50: quantile(0.5), p99: quantile(0.99) };
}
