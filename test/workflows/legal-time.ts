// Legal time on two clocks that are one: the ledger on PostgreSQL reads its now from the time-skipping server on which the conductor's
// timers run. What a timer does is then recorded at the very instant the ledger had named.
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { CaseState } from '../../core/engine/state.ts';
import { lightAt, type Light } from '../../core/clock/deadline-ledger.ts';
import type { Applied, Intent, Submission } from '../../ledger/ledger.ts';
import { createTestLedger, fiveInParallel, requestOf, type TestLedger } from '../support/test-ledger.ts';
import { createSkippingServer, startStage, until, type Stage } from './servers.ts';

export interface Recorded {
  readonly type: string;
  readonly clock?: string;
  readonly item?: string;
  /** Both in the time of Shanghai, to the minute. */
  readonly at: string;
  readonly recordedAt: string;
}

export class LegalTime {
  #stage: Stage | undefined;
  /** The ledger's time less the server's. */
  #ahead = 0;
  /** The cases of the play. */
  #cases: string[] = [];
  private constructor(
    readonly env: TestWorkflowEnvironment,
    readonly t: TestLedger,
  ) {}
  static async open(): Promise<LegalTime> {
    const [env, t] = await Promise.all([createSkippingServer(), createTestLedger()]);
    await t.database.owner.query(`update post_holdings set valid_from = '2025-01-01'`);
    const time = new LegalTime(env, t);
    // the ledger was made with the test's clock: it reads this one
    t.clock.follow(async () => (await env.currentTimeMs()) + time.#ahead);
    return time;
  }
  async close(): Promise<void> {
    await this.workerStops();
    await this.env.teardown();
    await this.t.close();
  }

  async now(): Promise<number> {
    return (await this.env.currentTimeMs()) + this.#ahead;
  }
  /** A new play begins. */
  async begin(instant: string): Promise<void> {
    for (const caseNo of this.#cases)
      await this.env.client.workflow
        .getHandle(caseNo)
        .terminate()
        .catch(() => undefined);
    this.#cases = [];
    this.#ahead = Date.parse(instant) - (await this.env.currentTimeMs());
  }
  /** Timers on the way fire, each at its instant. */
  async to(instant: string): Promise<void> {
    await this.env.sleep(Date.parse(instant) - (await this.now()));
    await this.conducted();
  }
  /** As `to`, but nobody conducts: with Temporal or its worker away, time is the ledger's alone. */
  pass(ms: number): void {
    this.#ahead += ms;
  }
  async workerStarts(): Promise<Stage> {
    // without a cache: a task meant for a worker that is gone would wait for it
    return (this.#stage ??= await startStage(this.env, { ledger: this.t.ledger }, 'cases', { maxCachedWorkflows: 0 }));
  }
  async workerStops(): Promise<void> {
    await this.#stage?.stop();
    this.#stage = undefined;
  }

  async submit(matter: string, more: Partial<Submission> = {}): Promise<string> {
    const form = { applicantName: '示例甲', subject: '示例' };
    const submission = { ...fiveInParallel(), form, ...more, matter };
    const submitted = await this.t.ledger.submit(requestOf('wang-xiaoming'), submission);
    this.#cases.push(submitted.caseNo);
    await this.told(submitted);
    return submitted.caseNo;
  }
  async act(caseNo: string, person: string, intent: Intent): Promise<void> {
    await this.told(await this.t.ledger.apply(caseNo, requestOf(person), intent));
  }
  /** As the API does it. */
  private async told(applied: Applied): Promise<void> {
    if (applied.wake) this.#stage?.wakes.send(applied);
    await this.conducted();
  }
  /** As the sweeper: whoever is owed a look gets it. */
  async sweep(): Promise<void> {
    const found = await this.t.ledger.sweep({ limit: 100, wakeOwedMs: 0, nextPassedMs: 0, leaseMs: 0 });
    for (const wake of found.filter((f) => this.#cases.includes(f.caseNo)))
      this.#stage!.wakes.send(wake, `${wake.why}-${Date.now()}`);
    await this.conducted();
  }
  private async conducted(): Promise<void> {
    await this.#stage?.wakes.settled();
    if (!this.#stage) return;
    await until('every look that is owed', async () => {
      const now = new Date(await this.now());
      const { rows } = await this.t.database.pool.query(
        'select 1 from cases where case_no = any ($2) and (conducted_seq < wake_seq or next_at <= $1)',
        [now, this.#cases],
      );
      return rows.length === 0;
    });
  }

  async state(caseNo: string): Promise<CaseState> {
    return (await this.t.database.pool.query('select state from cases where case_no = $1', [caseNo])).rows[0].state;
  }
  async light(caseNo: string, clock: string): Promise<Light> {
    return lightAt((await this.state(caseNo)).clocks[clock]!, await this.now());
  }
  async dues(caseNo: string): Promise<Record<string, string>> {
    const { clocks } = await this.state(caseNo);
    return Object.fromEntries(Object.values(clocks).map((c) => [c.id, c.dueOn]));
  }
  async recorded(caseNo: string, ...types: string[]): Promise<Recorded[]> {
    const { rows } = await this.t.database.pool.query<{
      type: string;
      at: Date;
      recorded_at: Date;
      body: { clock?: string; item?: string };
    }>('select type, at, recorded_at, body from events where case_no = $1 and type = any ($2) order by seq', [
      caseNo,
      types,
    ]);
    return rows.map(({ type, at, recorded_at, body: { clock, item } }) => ({
      type,
      ...(clock !== undefined && { clock }),
      ...(clock === undefined && item !== undefined && { item }),
      at: inShanghai(at),
      recordedAt: inShanghai(recorded_at),
    }));
  }
}
const inShanghai = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
