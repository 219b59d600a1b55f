// A document of every kind, written by the pure engine from one played course each: what the tests read, and what is looked at on paper.
import { formatCaseNo } from '../../core/codes/case-number.ts';
import { formatInstrumentNumber } from '../../core/codes/instrument-number.ts';
import { instrumentsOf } from '../../core/instruments/instruments-of.ts';
import { writeInstrument, type InstrumentContent } from '../../core/instruments/write.ts';
import { decide } from '../../core/engine/decide.ts';
import type { Command, Submit } from '../../core/engine/commands.ts';
import type { Happened } from '../../core/engine/events.ts';
import type { PlanItem, Stage } from '../../core/engine/plan.ts';
import type { Rules } from '../../core/engine/rules.ts';
import { initialState } from '../../core/engine/state.ts';
import { calendar, HOUR, item, MONDAY, plan, Played, ref, submission } from '../core/engine/fixtures.ts';

const wd = (amount: number) => ({ amount, unit: 'wd' }) as const;
const DAY = 24 * HOUR;
const CASE_NO = formatCaseNo({ division: '310199', date: '2026-03-02', serial: 1 });
const REASON = '经营场所位于规划保留的居住用房内，且未取得有利害关系的业主一致同意，不符合经营条件。';

export const SAMPLE_ITEM: Partial<PlanItem> = {
  name: { zh: '食品经营许可', en: 'Food permit' },
  acceptance: 'item',
  limits: {
    statutory: wd(20),
    committed: wd(10),
    starts: 'accepted',
    basis: { zh: '《食品经营许可和备案管理办法》第二十条', en: 'Measures for food permits, Art. 20' },
    accept: wd(5),
    correction: { limit: wd(10) },
    extension: { limit: wd(10), by: 'head' },
    deliver: wd(10),
  },
  outputs: [{ id: 'permitNo', label: { zh: '许可证编号', en: 'Permit number' }, type: 'text' }],
  certificate: { type: 'food-permit', name: { zh: '食品经营许可证', en: 'Food permit' } },
  remedies: {
    reconsideration: {
      zh: '可自收到决定之日起六十日内向示范区人民政府申请行政复议；',
      en: 'Reconsideration may be applied for at the demonstration district government within 60 days.',
    },
    suit: {
      zh: '可自收到决定之日起六个月内向有管辖权的人民法院提起行政诉讼。',
      en: "A suit may be brought before the competent people's court within six months.",
    },
  },
};

const MATERIALS = [
  { id: 'id-card', name: { zh: '负责人身份证件', en: 'Identity document' }, required: true, accepts: [], maxBytes: 9 },
  { id: 'lease', name: { zh: '经营场所使用证明', en: 'Proof of premises' }, required: true, accepts: [], maxBytes: 9 },
];
const STAGE: Stage = {
  id: 'opening',
  name: { zh: '开业审批', en: 'Opening' },
  items: ['permit'],
  jointHandling: {
    article: 26,
    mode: 'joint',
    establishedBy: { zh: '示政办〔2026〕1号', en: 'Document 1 of 2026' },
    limit: wd(45),
    extension: wd(15),
  },
};
const SUBMIT = submission({ materials: MATERIALS.map((m) => ({ material: m.id, content: ref(m.id) })) });
export function rulesOf(more: Partial<PlanItem> = {}): Rules {
  const sign = item('sign', { name: { zh: '户外招牌设置备案', en: 'Outdoor sign' }, after: ['permit'] });
  const name = { zh: '开办餐饮店', en: 'Opening a restaurant' };
  const items = [item('permit', { ...SAMPLE_ITEM, ...more }), sign];
  return { plan: plan(items, { name, materials: MATERIALS, stages: [STAGE] }), calendar };
}

const of = { item: 'permit' } as const;
const accept: Command = { type: 'accept', ...of, organ: 'permit-organ' };
const grounds = { reason: ref('reason'), legalBasis: '《食品经营许可和备案管理办法》第十二条' };
const outputs = { ref: ref('outputs'), values: { permitNo: 'JY23101990000001' } };
const grant: Command = { type: 'decide', ...of, revision: 1, outcome: 'granted', outputs };
const refuse: Command = { type: 'decide', ...of, revision: 1, outcome: 'refused', ...grounds };

/** Courses, each named for the document it ends with. */
export const COURSES: Readonly<Record<string, readonly Command[]>> = {
  'receipt-slip': [],
  'acceptance-notice': [accept],
  'decline-decision': [{ type: 'declineAcceptance', ...of, organ: 'permit-organ', ...grounds }],
  'correction-notice': [
    { type: 'notifyCorrection', ...of, document: '示市监补〔2026〕3号', content: ref('correction') },
  ],
  'correction-notice-after-acceptance': [
    accept,
    { type: 'notifyCorrection', ...of, document: '示市监补〔2026〕4号', content: ref('correction') },
  ],
  'extension-notice': [
    accept,
    { type: 'requestExtension', ...of, reason: ref('reason') },
    { type: 'decideExtension', ...of, approve: true, document: formatInstrumentNumber(CASE_NO, 3) },
  ],
  'joint-extension-notice': [
    accept,
    { type: 'requestJointExtension', stage: 'opening', reason: ref('reason') },
    { type: 'decideJointExtension', stage: 'opening', approve: true, document: '示政延〔2026〕3号' },
  ],
  'special-procedure-notice': [
    accept,
    {
      type: 'startSpecialProcedure',
      ...of,
      ground: 'expert-review',
      expected: wd(15),
      document: '示市监特〔2026〕3号',
    },
  ],
  'decision-granted': [accept, grant],
  'decision-refused': [accept, refuse],
};
const TEXTS: Readonly<Record<string, string>> = {
  reason: REASON,
  correction:
    '一、经营场所使用证明缺少出租方签章；\n二、食品安全管理制度缺少进货查验记录一项；\n三、操作流程图未标注清洗消毒区域。',
};

/** The last document of a course, as the ledger would write it. */
export function sampleOf(
  course: string,
  more: Partial<PlanItem> = {},
  choices: Partial<Submit> = {},
): InstrumentContent {
  const rules = rulesOf(more);
  const submit = { ...SUBMIT, ...choices };
  const played = new Played(rules, submit);
  let events: readonly Happened[] = decide(rules, initialState, submit, MONDAY);
  for (const [n, command] of COURSES[course]!.entries()) events = played.do(command, MONDAY + n * DAY + HOUR);
  return written(played, events);
}
/** Nobody did anything by then. */
export function sampleBySilence(more: Partial<PlanItem> = {}, until = MONDAY + 8 * DAY): InstrumentContent {
  const played = new Played(rulesOf(more), SUBMIT);
  return written(played, played.time(until));
}
function written(played: Played, events: readonly Happened[]): InstrumentContent {
  const { plan: p } = played.rules;
  const demanded = instrumentsOf(p, played.state, events).at(-1)!;
  return writeInstrument(p, played.state, demanded, {
    number: formatInstrumentNumber(CASE_NO, demanded.no),
    caseNo: CASE_NO,
    organName: { zh: '示范区市场监督管理局', en: 'Market Regulation Bureau of the Demonstration District' },
    addressee: '王小明',
    text: demanded.text && TEXTS[demanded.text.id],
    outputs: demanded.outputs && outputs.values,
    certificate: demanded.item?.certificate && `${CASE_NO}-permit`,
  });
}
