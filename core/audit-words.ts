// Events → a line each for who audits: all of them, also what only matters inside, and how work was distributed.
import { CLOCK_NAMES } from './clock-law.ts';
import type { Clock } from './clock/deadline-ledger.ts';
import type { Happened } from './engine/events.ts';
import { getItem, type Plan } from './engine/plan.ts';
import type { Text } from './text.ts';
import { timelineWords } from './timeline.ts';

const words = (zh: string, en: string): Text => ({ zh, en });
const INSIDE: Readonly<Record<string, Text>> = {
  factsEvaluated: words('按所填内容判定情形', 'situation judged from the form'),
  expiryKnown: words('核定有效期届满日', 'date of expiry established'),
  stageEnded: words('阶段结束', 'stage ended'),
  clockStarted: words('开始计时', 'clock started'),
  clockRedated: words('时限重新计算', 'clock dated anew'),
  escalated: words('发出督办', 'those who watch were told'),
  escalationAnswered: words('督办已答复', 'they were answered'),
  dispatchAnswered: words('对方系统已答复', 'its own system answered'),
  recallConfirmed: words('对方系统确认撤回', 'its own system confirmed the recall'),
  claimed: words('签收', 'task claimed'),
  released: words('取消签收', 'task released'),
  reviewed: words('提出审核意见', 'review given'),
};

/** Any event as it was stored, also one that somebody has changed since: it need not make sense, and is told all the same. */
export function auditWords(plan: Plan, type: string, happened: Happened): Text {
  try {
    const inside = INSIDE[type];
    const told = inside ? insideWords(plan, inside, happened) : timelineWords(plan, happened);
    if (typeof told?.zh === 'string' && typeof told.en === 'string') return told;
  } catch {
    // told below
  }
  return words(`读不懂的记录（${type}）`, `A record that can not be read (${type})`);
}

function insideWords(plan: Plan, { zh, en }: Text, event: Happened): Text {
  const { item, clock } = event as { readonly item?: string; readonly clock?: Clock | string };
  const started = typeof clock === 'object' ? clock : undefined;
  const names = [getItem(plan, item ?? started?.item ?? '')?.name, started && CLOCK_NAMES[started.kind]];
  const of = names.filter((name) => name !== undefined);
  return of.length === 0
    ? words(zh, en)
    : words(`${of.map((n) => n.zh).join(' ')}：${zh}`, `${of.map((n) => n.en).join(', ')}: ${en}`);
}
