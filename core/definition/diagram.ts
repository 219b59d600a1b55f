// A plan as a picture: Mermaid text, the items under their organs, arrows for what waits for what.
import type { Plan, PlanItem } from '../engine/plan.ts';
import type { Language } from '../text.ts';
import type { Departments } from './departments.ts';
import { limitWords, notesOf } from './diagram-words.ts';

const WORDS = {
  zh: { submitted: '提交', received: '收件', closed: '办结' },
  en: { submitted: 'Submitted', received: 'Received', closed: 'Closed' },
} as const;

/** A Mermaid flowchart. Ids of nodes are positions, since an item may be called as a word of Mermaid (`end`). */
export function drawPlan(plan: Plan, departments: Departments, language: Language): string {
  const words = WORDS[language];
  const node = new Map(plan.items.map((item, index) => [item.id, `item${index}`]));
  const label = (item: PlanItem): string => {
    const organ = departments.get(item.organs.decides)?.name[language] ?? item.organs.decides;
    return [item.name[language], organ, [limitWords(item, language), ...notesOf(item, language)].join(' · ')]
      .map(quoted)
      .join('<br/>');
  };
  const waitedFor = new Set(plan.items.flatMap((i) => i.after));
  const start =
    plan.receipt.at === 'window' ? [`  submitted([${words.submitted}]) --> received([${words.received}])`] : [];
  return [
    'flowchart LR',
    ...start,
    ...(start.length ? [] : [`  received([${words.submitted} · ${words.received}])`]),
    ...plan.items.map((i) => `  ${node.get(i.id)}["${label(i)}"]`),
    ...plan.items.flatMap((i) =>
      i.after.length
        ? i.after.map((a) => `  ${node.get(a)} --> ${node.get(i.id)}`)
        : [`  received --> ${node.get(i.id)}`],
    ),
    ...plan.items.filter((i) => !waitedFor.has(i.id)).map((i) => `  ${node.get(i.id)} --> closed([${words.closed}])`),
    '',
  ].join('\n');
}

const quoted = (text: string): string =>
  text.replaceAll('#', '#35;').replaceAll('"', '#quot;').replaceAll('<', '#lt;').replaceAll('>', '#gt;');
