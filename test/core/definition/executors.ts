// What each rule of a definition brings when a case is played by it, and does not bring without it.
import {
  wd,
  basis,
  grant,
  clock,
  jointHandling,
  stage,
  lease,
  lateLights,
  told,
  joint,
  type Executor,
} from './executor-parts.ts';
import { ITEM_EXECUTORS } from './item-executors.ts';

export type { Executor } from './executor-parts.ts';
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
  ...ITEM_EXECUTORS,
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
  'materials.original': 'test/core/engine/originals.test.ts',
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
