// A form's value as people read it: choices by their label, 分 as 元, yes and no, a list row by row.
import type { FormField } from './engine/plan.ts';
import type { Text } from './text.ts';

const same = (text: string): Text => ({ zh: text, en: text });
const joined = (texts: readonly Text[], zh: string, en: string): Text => ({
  zh: texts.map((t) => t.zh).join(zh),
  en: texts.map((t) => t.en).join(en),
});

export function valueWords(field: FormField, value: unknown): Text {
  if (value === undefined || value === null || value === '') return same('');
  switch (field.type) {
    case 'boolean':
      return value === true ? { zh: '是', en: 'Yes' } : { zh: '否', en: 'No' };
    case 'choice':
      return field.options?.find((o) => o.value === value)?.label ?? same(String(value));
    case 'money': {
      if (typeof value !== 'number') return same(String(value));
      const amount = (value / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
      return { zh: `${amount} 元`, en: `CNY ${amount}` };
    }
    case 'list':
      return Array.isArray(value)
        ? joined(
            value.map((row) => rowWords(field, row)),
            '；',
            '; ',
          )
        : same('');
    default:
      return same(String(value));
  }
}

function rowWords({ fields = [] }: FormField, row: unknown): Text {
  const values = (row ?? {}) as Readonly<Record<string, unknown>>;
  const named = fields
    .filter((f) => values[f.id] !== undefined && values[f.id] !== '')
    .map((f) => {
      const words = valueWords(f, values[f.id]);
      return { zh: `${f.label.zh} ${words.zh}`, en: `${f.label.en} ${words.en}` };
    });
  return joined(named, '，', ', ');
}
