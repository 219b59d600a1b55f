// What a screen is told about its buttons is what really happens: in each state, for each person, every action is posted and compared.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { creditCodeCheckCharacter } from '../../core/codes/credit-code.ts';
import { item, plan } from '../core/engine/fixtures.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';
import { addOfficer, publishTestPlan } from '../support/test-plans.ts';

const wd = (amount: number) => ({ amount, unit: 'wd' as const });
const basis = { zh: '某条例第九条', en: 'Some rules, Art. 9' };
const organs = { accepts: 'bureau', decides: 'bureau', issues: 'bureau', supervises: 'bureau' };
const APPLICANT = 'wang-xiaoming';
const OFFICER = 'bureau-officer';
let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
  const hearing = { request: wd(5), hold: wd(20), notice: wd(7), basis };
  const limits = { ...item('x').limits, extension: { limit: wd(10), by: 'head' } } as const;
  const whole = item('permit', { organs, hearing, limits, review: 'required' });
  const outputs = [{ id: 'code', label: basis, type: 'credit-code' }] as const;
  const more = { organs, acceptance: 'item', outputs, refusable: false, legalType: 'filing' } as const;
  await publishTestPlan(a.t.database, plan([whole], { matter: 'whole' }));
  await publishTestPlan(a.t.database, plan([item('permit', more)], { matter: 'accepted-first' }));
  await addOfficer(a.t.database, 'bureau', 'reviewer', 'reviewer');
  await addOfficer(a.t.database, 'bureau', 'colleague', 'decider');
  await addOfficer(a.t.database, 'bureau', 'head', 'head');
});
afterAll(() => a.close());

interface Shown {
  action: string;
  option?: string;
  item?: string;
  instrument?: number;
  allowed: boolean;
  reason?: { code: string; zh: string; en: string };
}
interface Opened {
  readonly caseNo: string;
  readonly task: string;
}
const post = (who: string, path: string, body: object = {}) => a.call(who, 'POST', `/api/${path}`, body);
const open = async (matter: string): Promise<Opened> => {
  a.t.clock.set('2026-03-02T10:00+08:00');
  const { caseNo } = (await post(APPLICANT, 'cases', { ...fiveInParallel(), matter, form: {} })).body;
  await a.t.ledger.advance(caseNo);
  const [task] = (await a.call(OFFICER, 'GET', `/api/tasks?case=${caseNo}`)).body.tasks;
  return { caseNo, task: task.id };
};

/** The requests behind the buttons, written apart from the commands of core/possible-acts.ts. */
const revision = 1;
const BODIES: Record<string, (of: Opened, shown: Shown) => readonly [path: string, body?: object]> = {
  claim: ({ task }) => [`tasks/${task}/claim`],
  release: ({ task }) => [`tasks/${task}/release`],
  review: ({ task }) => [`tasks/${task}/review`, { revision, proposal: 'granted', opinion: '材料齐全' }],
  accept: ({ task }) => [`tasks/${task}/acceptance`, { outcome: 'accept' }],
  declineAcceptance: ({ task }) => [
    `tasks/${task}/acceptance`,
    { outcome: 'decline', reason: '不属于本机关职权', legalBasis: '某条例第三条' },
  ],
  notifyCorrection: ({ task }) => [`tasks/${task}/correction`, { content: '请补交租赁合同' }],
  decide: ({ task }, { option }) => [
    `tasks/${task}/decision`,
    option === 'granted'
      ? { revision, outcome: option, ...(outputsOf.has(task) && { outputs: { code: CODE } }) }
      : { revision, outcome: option, reason: '不符合条件', legalBasis: '某条例第三条' },
  ],
  startSpecialProcedure: ({ task }, { option }) => [
    `tasks/${task}/special-procedure`,
    { ground: option, expected: '5wd', ...(option === 'hearing' && { heldOn: '2026-03-20' }) },
  ],
  endSpecialProcedure: ({ task }) => [`tasks/${task}/special-procedure/end`],
  requestExtension: ({ task }) => [`tasks/${task}/extension`, { reason: '需要现场核查' }],
  decideExtension: ({ task }) => [`tasks/${task}/extension/decision`, { approve: true }],
  tellHearingRight: ({ task }) => [`tasks/${task}/hearing-notice`],
  recordAfterCheck: ({ caseNo }) => [
    `cases/${caseNo}/after-checks`,
    { item: 'permit', kept: true, document: '核查〔2026〕1号' },
  ],
  supplyCorrection: ({ caseNo }) => [`cases/${caseNo}/corrections`, { item: 'permit' }],
  requestHearing: ({ caseNo }) => [`cases/${caseNo}/hearing`, { item: 'permit', wanted: true }],
  waiveHearing: ({ caseNo }) => [`cases/${caseNo}/hearing`, { item: 'permit', wanted: false }],
  withdrawCommitment: ({ caseNo }) => [`cases/${caseNo}/commitment-withdrawal`, { item: 'permit' }],
  withdrawApplication: ({ caseNo }) => [`cases/${caseNo}/withdrawal`],
};
const CODE = `91310000MA1FL0000${creditCodeCheckCharacter('91310000MA1FL0000')}`;
/** Tasks whose item has outputs. */
const outputsOf = new Set<string>();

const STATES: Record<string, { matter: string; done: ((of: Opened) => Promise<unknown>)[] }> = {
  'just opened': { matter: 'whole', done: [] },
  'claimed by a colleague': { matter: 'whole', done: [({ task }) => post('colleague', `tasks/${task}/claim`)] },
  'reviewed by the reviewer': {
    matter: 'whole',
    done: [({ task }) => post('reviewer', `tasks/${task}/review`, { revision, proposal: 'granted' })],
  },
  'reviewed by the officer himself': {
    matter: 'whole',
    done: [({ task }) => post(OFFICER, `tasks/${task}/review`, { revision, proposal: 'granted' })],
  },
  'a special procedure under way': {
    matter: 'whole',
    done: [
      ({ task }) => post('reviewer', `tasks/${task}/review`, { revision, proposal: 'granted' }),
      ({ task }) => post(OFFICER, `tasks/${task}/special-procedure`, { ground: 'appraisal', expected: '5wd' }),
    ],
  },
  'an extension asked for by who claimed it': {
    matter: 'whole',
    done: [
      ({ task }) => post('reviewer', `tasks/${task}/claim`),
      ({ task }) => post('reviewer', `tasks/${task}/extension`, { reason: '需要现场核查' }),
    ],
  },
  'told of the hearing': {
    matter: 'whole',
    done: [
      ({ task }) => post(OFFICER, `tasks/${task}/hearing-notice`),
      ({ task }) => post('reviewer', `tasks/${task}/review`, { revision, proposal: 'granted' }),
      ({ task }) => post('colleague', `tasks/${task}/claim`),
    ],
  },
  'asked for a hearing': {
    matter: 'whole',
    done: [
      ({ task }) => post(OFFICER, `tasks/${task}/hearing-notice`),
      ({ caseNo }) => post(APPLICANT, `cases/${caseNo}/hearing`, { item: 'permit', wanted: true }),
    ],
  },
  decided: {
    matter: 'whole',
    done: [
      ({ task }) => post('reviewer', `tasks/${task}/review`, { revision, proposal: 'granted' }),
      ({ task }) => post(OFFICER, `tasks/${task}/decision`, { revision, outcome: 'granted' }),
    ],
  },
  'to be accepted': { matter: 'accepted-first', done: [] },
  'to be corrected, and claimed': {
    matter: 'accepted-first',
    done: [
      ({ task }) => post(OFFICER, `tasks/${task}/claim`),
      ({ task }) => post(OFFICER, `tasks/${task}/correction`, { content: '请补交租赁合同' }),
    ],
  },
  accepted: {
    matter: 'accepted-first',
    done: [({ task }) => post(OFFICER, `tasks/${task}/acceptance`, { outcome: 'accept' })],
  },
};
const inState = async (name: string): Promise<Opened> => {
  const { matter, done } = STATES[name]!;
  const opened = await open(matter);
  if (matter === 'accepted-first') outputsOf.add(opened.task);
  for (const step of done) expect(await step(opened)).toMatchObject({ status: 200 });
  return opened;
};
const actionsOf = async (who: string, { caseNo, task }: Opened): Promise<Shown[]> =>
  (await a.call(who, 'GET', who === APPLICANT ? `/api/cases/${caseNo}` : `/api/tasks/${task}`)).body.actions;
const told = (actions: Shown[], action: string, option?: string) =>
  actions.find((s) => s.action === action && s.option === option)!;

describe.each(Object.keys(STATES))('%s', (name) => {
  test.each([OFFICER, 'reviewer', 'head', APPLICANT])('every button of %s tells the truth', async (who) => {
    const shown = (await actionsOf(who, await inState(name))).filter((s) => BODIES[s.action]);
    expect(shown.length).toBeGreaterThan(who === APPLICANT ? 0 : 10);
    // of the eight grounds of the law, two
    const others = ({ action, option }: Shown) =>
      action === 'startSpecialProcedure' && !['hearing', 'testing'].includes(option!);
    for (const s of shown.filter((each) => !others(each))) {
      const opened = await inState(name);
      const [path, body] = BODIES[s.action]!(opened, s);
      const answer = await post(who, path, body);
      const really = answer.status === 200 ? { allowed: true } : { allowed: false, code: answer.body.code };
      const said = s.allowed ? { allowed: true } : { allowed: false, code: s.reason!.code };
      expect([s.action, s.option, really]).toEqual([s.action, s.option, said]);
    }
  });
});

describe('the reasons', () => {
  test('are in plain words of both languages', async () => {
    const actions = await actionsOf(OFFICER, await inState('just opened'));
    expect(told(actions, 'decide', 'granted')).toMatchObject({
      allowed: false,
      reason: { code: 'review-missing', zh: '尚未审核，不能作出决定', en: 'The item was not reviewed yet' },
    });
    expect(told(actions, 'claim')).toEqual({ action: 'claim', item: 'permit', allowed: true });
  });
  test('a claim does not keep the head from the extension, nor the applicant from his correction', async () => {
    const asked = await actionsOf('head', await inState('an extension asked for by who claimed it'));
    expect(told(asked, 'decideExtension').allowed).toBe(true);
    expect(told(asked, 'tellHearingRight').reason!.code).toBe('task-claimed');
    const correcting = await actionsOf(APPLICANT, await inState('to be corrected, and claimed'));
    expect(told(correcting, 'supplyCorrection').allowed).toBe(true);
  });
  test('time that nobody has applied yet is applied before', async () => {
    const opened = await inState('told of the hearing');
    a.t.clock.set('2026-03-10T10:00+08:00');
    expect(told(await actionsOf(APPLICANT, opened), 'requestHearing').reason!.code).toBe('period-ended');
    expect(told(await actionsOf('colleague', opened), 'decide', 'granted').allowed).toBe(true);
  });
  test('a case shows nobody what is no business of his', async () => {
    const { caseNo } = await inState('just opened');
    const of = async (who: string) =>
      (await a.call(who, 'GET', `/api/cases/${caseNo}`)).body.actions.map((s: Shown) => s.action) as string[];
    expect(await of(APPLICANT)).toContain('withdrawApplication');
    expect(await of(APPLICANT)).not.toContain('decide');
    expect(await of(OFFICER)).not.toContain('withdrawApplication');
    expect(await of('reviewer')).not.toContain('decide');
  });
});
