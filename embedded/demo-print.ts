// Prints a played case for people: timeline, clock, results.
import type { Language } from '../core/text.ts';
import type { PlayedCase } from './demo-case.ts';

const TITLES = {
  timeline: { zh: '办理过程', en: 'Timeline' },
  clock: { zh: '时限', en: 'Clock' },
  results: { zh: '办理结果', en: 'Results' },
};
type Words = Readonly<Record<Language, Readonly<Record<string, string>>>>;
const LIGHTS: Words = {
  zh: { green: '绿灯', yellow: '黄灯', red: '红灯' },
  en: { green: 'green', yellow: 'yellow', red: 'red' },
};
const KINDS: Words = {
  zh: { committed: '承诺时限', statutory: '法定时限', case: '整体承诺', receipt: '交件期限' },
  en: { committed: 'committed', statutory: 'statutory', case: 'whole case', receipt: 'papers' },
};
const WHOLE = { zh: '整件事', en: 'Whole case' };
const shanghai = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

export function printCase(
  { caseNo, view, events, clocks, results }: PlayedCase,
  lang: Language,
  say: (line: string) => void,
): void {
  say(`\n${view.matterName[lang]}  ${caseNo}  ${view.statusName[lang]}`);
  say(`\n${TITLES.timeline[lang]}`);
  for (const e of events)
    say(`  ${shanghai.format(new Date(e.at))}  ${e.words[lang]}${e.by.post === null ? '' : `  (${e.by.post})`}`);
  say(`\n${TITLES.clock[lang]}`);
  const nameOf = (item: string | null) => view.items.find((i) => i.id === item)?.name[lang] ?? WHOLE[lang];
  for (const c of clocks)
    say(`  ${c.dueOn}  ${LIGHTS[lang][c.light]}  ${nameOf(c.item)}（${KINDS[lang][c.kind]}）${c.words[lang]}`);
  say(`\n${TITLES.results[lang]}`);
  for (const r of results) {
    say(`  ${r.name[lang]}: ${r.statusName[lang]}`);
    for (const o of r.outputs) say(`    ${o.label[lang]}: ${String(o.value)}`);
    if (r.certificate !== null) say(`    ${lang === 'zh' ? '证照' : 'Certificate'}: ${r.certificate}`);
  }
  say('');
}
