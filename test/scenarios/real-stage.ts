// Plays a scenario for real: ledger on PostgreSQL, the workflow on a dev server. Nothing but the conductor calls `ledger.advance`.
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { evaluateConditions } from '../../core/definition/conditions.ts';
import { askedMaterials } from '../../core/definition/form-materials.ts';
import { compareEnd, endOf, type Played } from '../../core/definition/play-scenario.ts';
import type { Scenario, Step } from '../../core/definition/scenarios.ts';
import { latestInstrument } from '../../core/engine/instruments.ts';
import { getItem, type Plan } from '../../core/engine/plan.ts';
import type { CaseState } from '../../core/engine/state.ts';
import { DomainError } from '../../core/errors.ts';
import { samplePeople } from '../../embedded/sample-people.ts';
import type { Applied, Intent } from '../../ledger/ledger.ts';
import { createTestLedger, requestOf, type TestLedger } from '../support/test-ledger.ts';
import { createDepartment, type Department } from '../workflows/department.ts';
import { createDevServer, startStage, until, type Stage } from '../workflows/servers.ts';

const APPLICANT = 'wang-xiaoming';

export class RealStage {
  /** Looks of the conductor. */
  looks = 0;
  private constructor(
    private readonly env: TestWorkflowEnvironment,
    readonly t: TestLedger,
    private readonly bank: Department,
    private readonly stage: Stage,
  ) {}

  static async open(): Promise<RealStage> {
    const [env, t, bank] = await Promise.all([
      createDevServer(),
      createTestLedger(),
      createDepartment({ status: 202 }),
    ]);
    // the samples got their posts when the database was made; the scenarios lie before that
    await t.database.owner.query(`update post_holdings set valid_from = '2025-01-01'`);
    const advance = async (caseNo: string) => {
      real.looks += 1;
      return t.ledger.advance(caseNo);
    };
    const ledger = { ...t.ledger, advance };
    const stage = await startStage(env, { ledger, systems: { 'demo-bank': bank.system } });
    const real = new RealStage(env, t, bank, stage);
    return real;
  }
  async close(): Promise<void> {
    await this.stage.stop();
    await this.bank.close();
    await this.env.teardown();
    await this.t.close();
  }

  /** How it ended, and what differs from what was written. */
  async play(plan: Plan, scenario: Scenario): Promise<{ played: Played; differences: string[] }> {
    const differences: string[] = [];
    this.t.clock.set(scenario.given.at);
    const submitted = await this.submit(plan, scenario);
    await this.conducted(submitted);
    let now = scenario.given.at;
    for (const step of scenario.when) {
      now = step.at;
      this.t.clock.set(now);
      await this.timePassed(submitted, now);
      if (step.type === 'advanceTo') continue;
      const { caseNo } = submitted;
      const done = await this.act(caseNo, plan, step);
      if (done.code !== step.refusedWith)
        differences.push(`${step.type}: ${done.code ?? 'not refused'}, expected ${step.refusedWith ?? 'no refusal'}`);
      if (done.applied) await this.conducted(done.applied);
    }
    const { state } = await this.find(submitted.caseNo);
    const played = endOf(state, now);
    return { played, differences: [...differences, ...compareEnd(scenario.then, played)] };
  }

  private async submit({ matter, ...plan }: Plan, { given }: Scenario): Promise<Applied> {
    const { form, guide, deselected, held, promised, commitments } = given;
    const facts = evaluateConditions({ matter, ...plan }, given);
    const asked = askedMaterials({ matter, ...plan }, facts, given).filter(
      ({ id }) => !promised.includes(id) && (given.materials?.includes(id) ?? true),
    );
    const materials: Record<string, string> = {};
    for (const { id } of asked) materials[id] = await this.upload(matter, id);
    const choices = { deselected, held, promised, commitments };
    return this.t.ledger.submit(requestOf(APPLICANT), { matter, form, guide, materials, ...choices });
  }

  private async upload(matter: string, material: string): Promise<string> {
    const file = { matter, material, fileHash: 'f', size: 1, mediaType: 'application/pdf', name: material };
    return (await this.t.contents.addMaterial(requestOf(APPLICANT), file)).materialId;
  }

  private async act(
    caseNo: string,
    plan: Plan,
    step: Exclude<Step, { type: 'advanceTo' }>,
  ): Promise<{ applied?: Applied; code?: string }> {
    const { state } = await this.find(caseNo);
    try {
      const { person, intent } =
        step.type === 'supplement'
          ? { person: APPLICANT, intent: { ...step, materialId: await this.upload(plan.matter, step.material) } }
          : toIntent(plan, state, step);
      return { applied: await this.t.ledger.apply(caseNo, requestOf(person), intent) };
    } catch (error) {
      if (error instanceof DomainError) return { code: error.code };
      throw error;
    }
  }

  /** As the API: wakes the conductor when the ledger says so; then its look is waited for. */
  private async conducted(applied: Applied): Promise<void> {
    if (applied.wake) this.stage.wakes.send(applied);
    await until('the look owed', async () => {
      const { wakeSeq, conductedSeq } = await this.find(applied.caseNo);
      return conductedSeq >= wakeSeq;
    });
  }

  /** As the sweeper: the run's timer counts real time, so a threshold that the test's clock has passed is a wake. */
  private async timePassed({ caseNo, matter }: Applied, now: number): Promise<void> {
    const before = await this.find(caseNo);
    if (before.nextAt === undefined || before.nextAt > now) return;
    this.stage.wakes.send({ caseNo, matter, seq: before.seq }, 'next-passed');
    await until('the threshold passed', async () => {
      const { nextAt, wakeSeq, conductedSeq } = await this.find(caseNo);
      return (nextAt === undefined || nextAt > now) && conductedSeq >= wakeSeq;
    });
  }

  private async find(caseNo: string) {
    const { rows } = await this.t.database.pool.query(
      `select state, seq, wake_seq, conducted_seq, next_at from cases where case_no = $1`,
      [caseNo],
    );
    const [{ state, seq, wake_seq, conducted_seq, next_at }] = rows;
    return {
      state: state as CaseState,
      seq: seq as number,
      wakeSeq: wake_seq as number,
      conductedSeq: conducted_seq as number,
      nextAt: (next_at as Date | null)?.getTime(),
    };
  }
}

/** Who does it, and what: the applicant, the clerk of the window named, or an officer of the organ that is to act. */
function toIntent(
  plan: Plan,
  state: CaseState,
  step: Exclude<Step, { type: 'advanceTo' | 'supplement' }>,
): { person: string; intent: Intent } {
  const organs = 'item' in step ? getItem(plan, step.item)?.organs : undefined;
  switch (step.type) {
    case 'receive':
      return { person: personAt(step.organ), intent: { type: 'receive' } };
    case 'accept':
      return { person: personAt(step.organ ?? organs!.accepts), intent: { type: 'accept', item: step.item } };
    case 'declineAcceptance': {
      const { type, item, reason, legalBasis } = step;
      return { person: personAt(step.organ ?? organs!.accepts), intent: { type, item, reason, legalBasis } };
    }
    case 'notifyCorrection': {
      const { type, item, document, content } = step;
      return { person: personAt(organs!.accepts), intent: { type, item, ...named(document), content } };
    }
    case 'supplyCorrection':
    case 'requestHearing':
    case 'waiveHearing':
    case 'withdrawCommitment':
      return { person: APPLICANT, intent: { type: step.type, item: step.item } };
    case 'tellHearingRight':
      return { person: personAt(organs!.decides), intent: { type: step.type, item: step.item } };
    case 'recordAfterCheck': {
      const { type, item, kept, document } = step;
      return { person: personAt(organs!.decides), intent: { type, item, kept, document } };
    }
    case 'requestJointExtension': {
      const { type, stage, reason } = step;
      return { person: personAt(plan.lead, 'coordinator'), intent: { type, stage, reason } };
    }
    case 'decideJointExtension': {
      const { type, stage, approve, document } = step;
      return { person: personAt('gov', 'head'), intent: { type, stage, approve, ...named(document) } };
    }
    case 'startSpecialProcedure': {
      const { type, item, ground, expected, heldOn, document } = step;
      return {
        person: personAt(organs!.decides),
        intent: { type, item, ground, expected, heldOn, ...named(document) },
      };
    }
    case 'endSpecialProcedure':
      return { person: personAt(organs!.decides), intent: { type: 'endSpecialProcedure', item: step.item } };
    case 'requestExtension':
      return {
        person: personAt(organs!.decides),
        intent: { type: 'requestExtension', item: step.item, reason: step.reason },
      };
    case 'decideExtension': {
      const { type, item, approve, document } = step;
      return { person: personAt(organs!.decides, 'head'), intent: { type, item, approve, ...named(document) } };
    }
    case 'serve': {
      const { type, item, document, how, servedAt, proof } = step;
      const served = { how, ...(servedAt !== undefined && { servedAt }), ...(proof !== undefined && { proof }) };
      const instrument = latestInstrument(state, item, document);
      return { person: personAt(organs!.decides), intent: { type, instrument, ...served } };
    }
    case 'withdraw':
      return { person: APPLICANT, intent: { type: 'withdrawApplication', reason: step.reason } };
    case 'decide': {
      const { at: _at, refusedWith: _code, ...decision } = step;
      const revision = state.items[step.item]?.revision ?? 1;
      return { person: personAt(organs!.decides), intent: { ...decision, revision } };
    }
  }
}
const named = (document: string | undefined) => (document === undefined ? {} : { document });
function personAt(organ: string, role?: 'head' | 'coordinator'): string {
  const posts = role ? [`${organ}-${role}`] : [`${organ}-officer`, `${organ}-clerk`];
  const person = samplePeople.find((p) => p.posts.some((post) => posts.includes(post)));
  if (!person) throw new Error(`no sample person can act for ${organ}`);
  return person.id;
}
