// Everything real at once: ledger on PostgreSQL, Temporal dev server, the worker's activities and bundle, a bank over HTTP.
import fs from 'node:fs';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { parse } from 'yaml';
import type { Failpoints } from '../../ledger/failpoints.ts';
import type { Applied, DecideIntent } from '../../ledger/ledger.ts';
import { createTestLedger, fiveInParallel, requestOf, type TestLedger } from '../support/test-ledger.ts';
import { createDepartment, toThisMachine, type Behaviour, type Department } from './department.ts';
import { createDevServer, startStage, until, type Stage } from './servers.ts';

export interface Cost {
  readonly transitions: number;
  readonly events: number;
  readonly bytes: number;
}
export type Decision = Partial<Omit<DecideIntent, 'type' | 'item'>>;

/** Words that stand in everything submitted, decided and answered; no history may hold them. */
export const CANARY = 'CANARY金丝雀';
const { samples } = parse(fs.readFileSync('definitions/company-set-up.yaml', 'utf8')) as {
  samples: Record<string, Record<string, unknown>>;
};
export const REGISTERED = { creditCode: '91310199MA1TERT01J', licenceNo: CANARY };
export const OFFICERS = {
  registration: 'zhang-wei',
  'seal-engraving': 'zhao-lei',
  'tax-and-invoices': 'sun-hui',
  'insured-employees': 'zhou-min',
  'medical-insurance': 'wu-qiang',
  'housing-fund': 'zheng-fang',
  'bank-account': 'he-lin',
} as const;

export class City {
  private constructor(
    readonly env: TestWorkflowEnvironment,
    readonly t: TestLedger,
    readonly stage: Stage,
    readonly bank: Department,
  ) {}
  static async open(failpoints?: Failpoints): Promise<City> {
    const [env, t, bank] = await Promise.all([
      createDevServer(),
      createTestLedger({ failpoints }),
      createDepartment({ status: 202 }),
    ]);
    t.clock.set('2026-03-02T10:00+08:00'); // a year whose calendar is published; time stands still unless a play moves it
    await t.database.owner.query(`update post_holdings set valid_from = '2025-01-01'`);
    const systems = { 'demo-bank': bank.system };
    const stage = await startStage(env, {
      ledger: t.ledger,
      systems,
      outbound: toThisMachine,
      attemptTimeoutMs: 1_000,
      deliveryLimitMs: 2_500,
    });
    return new City(env, t, stage, bank);
  }
  async close(): Promise<void> {
    await this.stage.stop();
    await this.bank.close();
    await this.env.teardown();
    await this.t.close();
  }

  /** As the API: wakes the conductor when the ledger says so. */
  private async told(applied: Applied): Promise<Applied> {
    if (applied.wake) this.stage.wakes.send(applied);
    await this.stage.wakes.settled();
    return applied;
  }
  async submitFive(): Promise<string> {
    const form = { applicantName: CANARY, subject: CANARY };
    return (await this.told(await this.t.ledger.submit(requestOf('wang-xiaoming'), { ...fiveInParallel(), form })))
      .caseNo;
  }
  async submitCompany(bank: Behaviour): Promise<string> {
    this.bank.behaviour = bank;
    const matter = 'company-set-up';
    const materials: Record<string, string> = {};
    for (const material of ['articles-of-association', 'address-proof', 'lease-contract']) {
      const file = { matter, material, fileHash: 'f', size: 1, mediaType: 'application/pdf', name: `${CANARY}.pdf` };
      materials[material] = (await this.t.contents.addMaterial(requestOf('wang-xiaoming'), file)).materialId;
    }
    const form = { ...samples['leased-office'], businessScope: CANARY, bankBranch: CANARY, accountPurpose: CANARY };
    const guide = { hasEmployees: true, ownSeal: false };
    const submission = { matter, form, guide, materials, deselected: [], held: [] };
    return (await this.told(await this.t.ledger.submit(requestOf('wang-xiaoming'), submission))).caseNo;
  }
  async decide(caseNo: string, person: string, item: string, decision: Decision = {}): Promise<void> {
    const intent = { type: 'decide', item, revision: 1, outcome: 'granted', ...decision } as const;
    await this.told(await this.t.ledger.apply(caseNo, requestOf(person), intent));
  }
  async withdraw(caseNo: string): Promise<void> {
    await this.told(
      await this.t.ledger.apply(caseNo, requestOf('wang-xiaoming'), { type: 'withdrawApplication', reason: CANARY }),
    );
  }
  /** The bank's callback, as the API would apply it. */
  async callback(caseNo: string, outcome: 'granted' | 'refused' = 'granted'): Promise<void> {
    const more =
      outcome === 'granted' ? { outputs: { accountNumber: CANARY } } : { reason: CANARY, legalBasis: CANARY };
    await this.told(
      await this.t.ledger.answer(caseNo, 'bank-account/1', 'demo-bank', { answerId: 'callback', outcome, ...more }),
    );
  }
  async register(caseNo: string): Promise<void> {
    await this.decide(caseNo, OFFICERS.registration, 'registration', { outputs: REGISTERED });
  }
  async decideOthers(caseNo: string): Promise<void> {
    await this.untilItem(caseNo, 'housing-fund', 'received');
    for (const [item, person] of Object.entries(OFFICERS).slice(1, 6)) await this.decide(caseNo, person, item);
  }

  async state(caseNo: string): Promise<{
    status: string;
    outcome?: string;
    items: Record<string, { status: string; dispatch?: { status: string } }>;
  }> {
    const { rows } = await this.t.database.pool.query(`select state from cases where case_no = $1`, [caseNo]);
    return rows[0].state;
  }
  untilItem = (caseNo: string, item: string, status: string) =>
    until(`${item} is ${status}`, async () => (await this.state(caseNo)).items[item]!.status === status);
  untilDispatch = (caseNo: string, status: string, item = 'bank-account') =>
    until(`the call is ${status}`, async () => (await this.state(caseNo)).items[item]!.dispatch?.status === status);

  /** What the run cost; waits for its end. */
  async cost(caseNo: string): Promise<Cost> {
    await this.env.client.workflow.getHandle(caseNo).result();
    const { namespace } = this.env.client.options;
    const execution = { workflowId: caseNo };
    const { workflowExecutionInfo: info } = await this.env.client.workflowService.describeWorkflowExecution({
      namespace,
      execution,
    });
    return {
      transitions: Number(info!.stateTransitionCount),
      events: Number(info!.historyLength),
      bytes: Number(info!.historySizeBytes),
    };
  }
}
