// Rules of an item.
import { HOUR, MONDAY, ref, text } from '../engine/fixtures.ts';
import {
  wd,
  basis,
  grant,
  refuse,
  accept,
  correct,
  tell,
  ask,
  accepted,
  withLimits,
  acceptedWith,
  clock,
  hearing,
  commitment,
  renewal,
  lateLights,
  of,
  type Executor,
} from './executor-parts.ts';

export const ITEM_EXECUTORS: Readonly<Record<string, Executor>> = {
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
};
