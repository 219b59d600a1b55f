// Silence that grants or renews takes the decision from the organ: only by a law whose article was read, and where it applies.
import { hasArticle, itemsOf } from '../draft-parts.ts';
import type { DraftItem } from '../draft.ts';
import type { Rule } from '../rule.ts';

export const silenceWithoutLaw: Rule = {
  id: 'silence-without-law',
  summary: { zh: '超时默许、准予延续没有法律依据', en: 'Silence that grants or renews without a law that was read' },
  check: (draft) =>
    itemsOf(draft).flatMap(({ part, path }) =>
      silences(part).flatMap((steps) => {
        const pointer = `/items/${part.id ?? ''}/${steps.join('/')}`;
        const faults = [
          ...(hasArticle(draft, pointer) ? [] : [unread(pointer)]),
          ...((part.outputs ?? []).length > 0 ? [OUTPUTS] : []),
          ...(steps.includes('deemedApproval') && !appliesIn(part, draft.region) ? [ELSEWHERE] : []),
        ];
        return faults.map((message) => ({ path: [...path, ...steps], key: true, message }));
      }),
    ),
};

const silences = ({ limits, renewal }: DraftItem): string[][] => [
  ...(limits?.deemedApproval ? [['limits', 'deemedApproval']] : []),
  ...(renewal ? [['renewal']] : []),
];
const unread = (pointer: string) => ({
  zh: `${pointer} 须在 sources 中单独写明文件及条款，不得写 unconfirmed`,
  en: `${pointer} needs a source of its own, with document and article; \`unconfirmed\` is not enough`,
});
const OUTPUTS = {
  zh: '默许没有人填写结果数据：该事项不能有 outputs',
  en: 'Nobody fills in what silence grants: such an item has no outputs',
};
const ELSEWHERE = {
  zh: '该规定不适用于本定义的地区',
  en: 'That law does not apply in the region of this definition',
};

/** A division covers those below it: 310000 covers 310199. */
function appliesIn({ limits }: DraftItem, here: string | undefined): boolean {
  const law = limits?.deemedApproval?.region;
  if (law === undefined || here === undefined || law === 'national') return true;
  return here.startsWith(law.replace(/(00)+$/, ''));
}
