// What a clock is called, the law it rests on, and who may extend it: said beside every date.
import type { Clock, ClockKind } from './clock/deadline-ledger.ts';
import { getItem, type Plan, type PlanItem } from './engine/plan.ts';
import type { Text } from './text.ts';

const words = (zh: string, en: string): Text => ({ zh, en });
export const CLOCK_NAMES = {
  receipt: words('交齐材料期限', 'Papers to be brought'),
  accept: words('受理期限', 'Acceptance'),
  correction: words('补正期限', 'Correction'),
  committed: words('承诺时限', 'Committed limit'),
  statutory: words('法定时限', 'Statutory limit'),
  deliver: words('送达期限', 'Delivery'),
  case: words('整体承诺时限', 'Committed limit of the case'),
  stage: words('阶段承诺时限', 'Committed limit of the stage'),
  joint: words('并联办理法定时限', 'Statutory limit of joint handling'),
  special: words('特别程序告知期限', 'Special procedure, as told'),
  renewal: words('许可有效期届满', 'Expiry of the licence'),
  gap: words('容缺材料补交期限', 'Promised paper'),
  'after-check': words('承诺核查期限', 'Check of the commitment'),
  'hearing-request': words('申请听证期限', 'Asking for a hearing'),
  hearing: words('组织听证期限', 'Holding the hearing'),
} as const satisfies Record<ClockKind, Text>;

const article = (zh: string, en: string) => words(`《行政许可法》${zh}`, `Administrative Licensing Law, ${en}`);

/** @returns null where no law sets the time: a promise of the organs, or what was told to the applicant */
export function basisOf(plan: Plan, clock: Pick<Clock, 'kind' | 'item' | 'material'>): Text | null {
  const item = clock.item === undefined ? undefined : getItem(plan, clock.item);
  if (item) return basisOfItem(item, clock.kind);
  switch (clock.kind) {
    case 'receipt':
      return (plan.receipt.at === 'window' && plan.receipt.expires?.basis) || null;
    case 'joint':
      return article('第四十二条第二款', 'Art. 42 (2)');
    case 'gap':
      return plan.materials.find((m) => m.id === clock.material)?.tolerated?.basis ?? null;
    default:
      return null;
  }
}

function basisOfItem({ legalType, limits, ...item }: PlanItem, kind: ClockKind): Text | null {
  const licence = legalType === 'licence';
  switch (kind) {
    case 'accept':
      return licence ? article('第三十二条', 'Art. 32') : limits.basis;
    case 'statutory':
      return limits.basis;
    case 'deliver':
      return licence ? article('第四十四条', 'Art. 44') : limits.basis;
    case 'correction':
      return limits.correction?.treatedAsWithdrawn ?? null;
    case 'renewal':
      return item.renewal?.basis ?? null;
    case 'after-check':
      return item.commitment?.basis ?? null;
    case 'hearing-request':
    case 'hearing':
      return item.hearing?.basis ?? null;
    default:
      return null;
  }
}

/** Whose approval extends it: the head of the deciding organ, or of the government of that level; null: nobody may. */
export function extendedBy(plan: Plan, { kind, item, stage }: Pick<Clock, 'kind' | 'item' | 'stage'>) {
  if (kind === 'joint')
    return plan.stages?.find((s) => s.id === stage)?.jointHandling?.extension ? ('government' as const) : null;
  const ofItem = kind === 'statutory' || kind === 'committed';
  return ofItem && getItem(plan, item!)?.limits.extension ? ('head' as const) : null;
}
