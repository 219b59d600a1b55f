// What each rule of a definition brings when a case is played by it, and does not bring without it.
import type { Command, Submit } from '../../../core/engine/commands.ts';
import type { Plan, PlanItem } from '../../../core/engine/plan.ts';
import { HOUR, item, MONDAY, ref, text } from '../engine/fixtures.ts';

const wd = (amount: number) => ({ amount, unit: 'wd' as const });
const basis = text('law');
const base = item('permit').limits;

/** Days after the submission, and what is done then; nothing: time passes. */
type Step = readonly [day: number, command?: Command];
export interface Executor {
  readonly item?: Partial<PlanItem>;
  readonly plan?: Partial<Plan>;
  /** The same without the rule, or with a lesser one. */
  readonly without?: { readonly item?: Partial<PlanItem>; readonly plan?: Partial<Plan> };
  readonly submit?: Partial<Submit>;
  readonly steps: readonly Step[];
  /** The event, or refusal, that the rule is for. */
  readonly brings: object;
}

const of = { item: 'permit' } as const;
const grant: Command = { type: 'decide', ...of, revision: 1, outcome: 'granted' };
const refuse: Command = {
  type: 'decide',
  ...of,
  revision: 1,
  outcome: 'refused',
  reason: ref('reason'),
  legalBasis: 'law',
};
const accept: Command = { type: 'accept', ...of, organ: 'permit-organ' };
const correct: Command = { type: 'notifyCorrection', ...of, document: 'd', content: ref('text') };
const tell: Command = { type: 'tellHearingRight', ...of };
const ask: Command = { type: 'answerHearing', ...of, wanted: true };

const accepted = { acceptance: 'item', limits: { ...base, starts: 'accepted' } } as const;
const withLimits = (more: Partial<PlanItem['limits']>, from: PlanItem['limits'] = base): Partial<PlanItem> => ({
  limits: { ...from, ...more },
});
const acceptedWith = (more: Partial<PlanItem['limits']>) => ({ ...accepted, ...withLimits(more, accepted.limits) });
const clock = (kind: string, more: object = {}) => ({ type: 'clockStarted', clock: { kind, ...more } });
const hearing = { request: wd(5), hold: wd(20), notice: wd(7), basis };
const commitment = { committed: wd(1), afterCheck: wd(30), basis };
const renewal = { expires: 'expiresOn', basis };
const jointHandling = { article: 26, mode: 'joint', establishedBy: basis, limit: wd(45) } as const;
const stage = { id: 'first', name: text('first'), items: ['permit'] };
const lease = { id: 'lease', name: text('lease'), required: true, accepts: [], maxBytes: 9 };
const lateLights = { lights: { yellowPercent: 100 } };
const told = (...escalation: NonNullable<Plan['lights']['escalation']>) => ({
  lights: { yellowPercent: 80, escalation },
});
const joint: readonly Step[] = [
  [1, { type: 'requestJointExtension', stage: 'first', reason: ref('reason') }],
  [2, { type: 'decideJointExtension', stage: 'first', approve: true, document: 'd' }],
];

export const EXECUTORS: Readonly<Record<string, Executor>> = {
  committedLimit: {
    plan: { committedLimit: wd(3) },
    steps: [[5]],
    brings: { type: 'overdue', clock: 'case' },
  },
  'lights.yellowPercent': {
    plan: { lights: { yellowPercent: 20 } },
    without: { plan: lateLights },
    steps: [[2]],
    brings: { type: 'warned', clock: 'permit/committed' },
  },
  'lights.yellowBefore': {
    plan: { lights: { yellowBefore: wd(4) } },
    without: { plan: lateLights },
    steps: [[2]],
    brings: { type: 'warned', clock: 'permit/committed' },
  },
  'lights.escalation.at': {
    plan: told({ at: wd(1), tell: ['supervisor'] }),
    without: { plan: told({ at: 'yellow', tell: ['supervisor'] }) },
    steps: [[9]],
    brings: { type: 'escalated', clock: 'permit/committed', late: 0 },
  },
  'lights.escalation.tell': {
    plan: told({ at: 'red', tell: ['head'] }),
    steps: [[9]],
    brings: { type: 'escalated', clock: 'permit/committed', tell: ['head'] },
  },
  'lights.escalation.answerWithin': {
    plan: told({ at: 'red', tell: ['head'], answerWithin: wd(2) }),
    without: { plan: told({ at: 'red', tell: ['head'] }) },
    steps: [[9]],
    brings: { type: 'escalated', clock: 'permit/committed', answerBy: Date.parse('2026-03-13T00:00+08:00') },
  },
  'lights.steps': {
    plan: { lights: { yellowPercent: 100, steps: { committed: { yellowPercent: 20 } } } },
    without: { plan: lateLights },
    steps: [[2]],
    brings: { type: 'warned', clock: 'permit/committed' },
  },
  'receipt.at': {
    plan: { receipt: { at: 'submission' } },
    without: { plan: { receipt: { at: 'window' } } },
    steps: [],
    brings: { type: 'received' },
  },
  'receipt.expires': {
    plan: { receipt: { at: 'window', expires: { limit: wd(5), basis } } },
    without: { plan: { receipt: { at: 'window' } } },
    steps: [[9]],
    brings: { type: 'expired' },
  },
  'materials.tolerated': {
    item: { reads: { form: [], materials: ['lease'] } },
    plan: { materials: [{ ...lease, tolerated: { limit: wd(3), basis } }] },
    without: { item: { reads: { form: [], materials: ['lease'] } }, plan: { materials: [lease] } },
    submit: { promised: ['lease'] },
    steps: [[9, grant]],
    brings: { type: 'refused', code: 'gap-open' },
  },
  'items.after': {
    item: { after: ['other'] },
    steps: [[1, { ...refuse, item: 'other' }]],
    brings: { type: 'cancelled', item: 'permit', because: { code: 'predecessor-refused' } },
  },
  'items.when': {
    item: { when: 'applies' },
    submit: { facts: { applies: false } },
    steps: [],
    brings: { type: 'itemNotApplicable', item: 'permit' },
  },
  'items.presence': {
    item: { presence: 'optional' },
    submit: { deselected: ['permit'] },
    steps: [],
    brings: { type: 'itemNotApplicable', item: 'permit' },
  },
  'items.heldBy': {
    item: { heldBy: 'licence' },
    submit: { held: ['permit'] },
    steps: [],
    brings: { type: 'itemHeld', item: 'permit' },
  },
  'items.acceptance': {
    item: { acceptance: 'onReceipt' },
    steps: [],
    brings: { type: 'accepted', by: 'receipt' },
  },
  'items.limits.statutory': {
    item: withLimits({ statutory: wd(6) }),
    steps: [[12]],
    brings: { type: 'overdue', clock: 'permit/statutory' },
  },
  'items.limits.committed': {
    item: withLimits({ committed: wd(2) }),
    steps: [[4]],
    brings: { type: 'overdue', clock: 'permit/committed' },
  },
  'items.limits.starts': {
    item: accepted,
    without: { item: { acceptance: 'item' } },
    steps: [[1, accept]],
    brings: clock('statutory', { trigger: 'accepted' }),
  },
  'items.limits.accept': {
    item: acceptedWith({ accept: wd(5) }),
    without: { item: accepted },
    steps: [[9]],
    brings: { type: 'accepted', by: 'silence' },
  },
  'items.limits.deliver': {
    item: withLimits({ deliver: wd(10) }),
    steps: [[1, grant], [20]],
    brings: { type: 'overdue', clock: 'permit/deliver' },
  },
  'items.limits.correction.limit': {
    item: acceptedWith({ correction: { limit: wd(5) } }),
    without: { item: accepted },
    steps: [[1, correct], [12]],
    brings: { type: 'overdue', clock: 'permit/correction/1' },
  },
  'items.limits.correction.treatedAsWithdrawn': {
    item: acceptedWith({ correction: { limit: wd(5), treatedAsWithdrawn: basis } }),
    without: { item: acceptedWith({ correction: { limit: wd(5) } }) },
    steps: [[1, correct], [12]],
    brings: { type: 'cancelled', item: 'permit', because: { code: 'correction-lapsed' } },
  },
  'items.limits.extension.limit': {
    item: withLimits({ extension: { limit: wd(10), by: 'head' } }),
    steps: [
      [1, { type: 'requestExtension', ...of, reason: ref('reason') }],
      [2, { type: 'decideExtension', ...of, approve: true, document: 'd' }],
    ],
    brings: { type: 'clockRedated', clock: { id: 'permit/statutory', dueOn: '2026-04-13' } },
  },
  'items.limits.deemedApproval': {
    item: withLimits({ deemedApproval: { basis, region: 'national' } }),
    steps: [[60]],
    brings: { type: 'decided', outcome: 'granted', deemed: basis },
  },
  'items.lights': {
    item: { lights: { yellowPercent: 20 } },
    without: { plan: lateLights },
    plan: lateLights,
    steps: [[2]],
    brings: { type: 'warned', clock: 'permit/committed' },
  },
  'items.outputs': {
    item: { outputs: [{ id: 'no', label: text('no'), type: 'text' }] },
    steps: [[1, grant]],
    brings: { type: 'refused', code: 'outputs-invalid' },
  },
  'items.certificate': {
    item: { certificate: { type: 'licence', name: text('licence') } },
    steps: [[1, grant]],
    brings: { type: 'issued', certificateType: 'licence' },
  },
  'items.system': {
    item: { system: 'bank' },
    steps: [],
    brings: { type: 'itemReceived', dispatchId: 'permit/1' },
  },
  'items.specialProcedures': {
    item: { specialProcedures: [{ ground: 'survey', name: text('survey'), basis }] },
    steps: [[1, { type: 'startSpecialProcedure', ...of, ground: 'survey', expected: wd(5), document: 'd' }]],
    brings: { type: 'specialProcedureStarted', ground: 'survey' },
  },
  'items.commitment.committed': {
    item: { commitment },
    without: { item: { commitment: { ...commitment, committed: wd(4) } } },
    submit: { commitments: ['permit'] },
    steps: [],
    brings: clock('committed', { limit: wd(1) }),
  },
  'items.commitment.afterCheck': {
    item: { commitment },
    submit: { commitments: ['permit'] },
    steps: [[1, grant]],
    brings: clock('after-check', { limit: wd(30) }),
  },
  'items.renewal.expires': {
    item: { renewal },
    submit: { expiries: { permit: '2026-03-13' } },
    steps: [[20]],
    brings: { type: 'decided', deemed: basis },
  },
  'items.renewal.applyBefore': {
    // applied for too late: silence renews nothing, and a person decides
    item: { renewal: { ...renewal, applyBefore: wd(30) } },
    without: { item: { renewal } },
    submit: { expiries: { permit: '2026-03-13' } },
    steps: [[20, grant]],
    brings: { type: 'decided', at: MONDAY + 20 * 24 * HOUR },
  },
  'items.hearing.request': {
    item: { hearing },
    steps: [[1, tell]],
    brings: clock('hearing-request', { limit: wd(5) }),
  },
  'items.hearing.hold': {
    item: { hearing },
    steps: [
      [1, tell],
      [2, ask],
    ],
    brings: clock('hearing', { limit: wd(20) }),
  },
  'items.hearing.notice': {
    item: { hearing },
    without: { item: { hearing: { ...hearing, notice: wd(1) } } },
    steps: [
      [1, tell],
      [2, ask],
      [
        3,
        {
          type: 'startSpecialProcedure',
          ...of,
          ground: 'hearing',
          heldOn: '2026-03-10',
          expected: wd(5),
          document: 'd',
        },
      ],
    ],
    brings: { type: 'refused', code: 'hearing-notice-short' },
  },
  'items.refusable': {
    item: { refusable: false },
    steps: [[1, refuse]],
    brings: { type: 'refused', code: 'outcome-not-possible' },
  },
  'items.remedies': {
    item: { remedies: { reconsideration: text('county'), suit: text('court') } },
    steps: [[1, refuse]],
    brings: { type: 'decided', remedies: { reconsideration: text('county') } },
  },
  'stages.committed': {
    plan: { stages: [{ ...stage, committed: wd(3) }] },
    without: { plan: { stages: [stage] } },
    steps: [[9]],
    brings: { type: 'overdue', clock: '@first/stage' },
  },
  'stages.jointHandling.limit': {
    item: { acceptance: 'onReceipt' },
    plan: { stages: [{ ...stage, jointHandling }] },
    without: { item: { acceptance: 'onReceipt' }, plan: { stages: [stage] } },
    steps: [],
    brings: clock('joint', { limit: wd(45) }),
  },
  'stages.jointHandling.extension': {
    item: { acceptance: 'onReceipt' },
    plan: { stages: [{ ...stage, jointHandling: { ...jointHandling, extension: wd(15) } }] },
    without: { item: { acceptance: 'onReceipt' }, plan: { stages: [{ ...stage, jointHandling }] } },
    steps: joint,
    brings: { type: 'stageExtensionDecided', approved: true },
  },
};

/** Rules that are carried out outside of the engine, each with the test that sees it. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  'items.limits.extension.by': 'test/api/legal-clock.test.ts',
  'items.legalType': 'test/core/instruments.test.ts',
  'items.review': 'test/api/review.test.ts',
  'items.reads': 'test/api/access/fields.test.ts',
  'items.organs': 'test/api/access/matrix.test.ts',
  guide: 'test/core/definition/guide.test.ts',
  form: 'test/core/definition/form.test.ts',
  conditions: 'test/core/definition/conditions.test.ts',
  'materials.required': 'test/core/definition/form.test.ts',
  'materials.when': 'test/core/definition/form.test.ts',
  'materials.accepts': 'test/api/materials.test.ts',
  'materials.maxBytes': 'test/api/materials.test.ts',
  samples: 'test/core/definition/scenarios.test.ts',
  scenarios: 'test/core/definition/scenarios.test.ts',
  sources: 'test/golden/rules/fact-without-source/wrong.yaml',
};

/** Names and facts: nothing follows from them by itself. */
export const FACTS = [
  /(^|\.)(id|name|basis|catalogCode|taskCode|handleItemCode)$/,
  /^(format|matter|version|summary|lead|region)$/,
  /^stages\.items$/,
  /^stages\.jointHandling\.(article|mode|establishedBy)$/,
];
