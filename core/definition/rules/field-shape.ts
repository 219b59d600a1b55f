// A field whose parts contradict each other: a choice of nothing, a list of nothing, a range nothing fits.
import type { Finding, Path } from '../diagnostic.ts';
import type { DraftField } from '../draft.ts';
import { fieldsOf, partsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const fieldShape: Rule = {
  id: 'field-shape',
  summary: { zh: '字段的设置自相矛盾', en: 'A field whose settings contradict each other' },
  check: (draft) => [
    ...partsOf(draft.guide, ['guide']).flatMap(({ part, path }) =>
      optionFaults(part.type === 'choice', part.options, path),
    ),
    ...fieldsOf(draft).flatMap(({ part, path }) => [
      ...fieldFaults(part, path),
      ...partsOf<DraftField>(part.fields, [...path, 'fields']).flatMap((row) => [
        ...fieldFaults(row.part, row.path),
        ...(row.part.when === undefined
          ? []
          : [found([...row.path, 'when'], '列表行中的字段不能有条件', 'A field of a row can not have a condition')]),
      ]),
      ...sumFaults(part, path),
    ]),
  ],
};

const found = (path: Path, zh: string, en: string): Finding => ({ path, message: { zh, en } });

function optionFaults(isChoice: boolean, options: readonly unknown[] | undefined, path: Path): Finding[] {
  if (isChoice && !options) return [found(path, '选择项必须有 options', 'A choice needs its options')];
  if (!isChoice && options)
    return [found([...path, 'options'], '只有选择项可以有 options', 'Only a choice has options')];
  return [];
}

function fieldFaults(field: DraftField, path: Path): Finding[] {
  const { type } = field;
  if (type === undefined) return [];
  const only = (keys: readonly (keyof DraftField)[], fits: boolean, word: string): Finding[] =>
    fits
      ? []
      : keys
          .filter((k) => field[k] !== undefined)
          .map((k) => found([...path, k], `${word} 类型才能设置 ${k}`, `Only ${word} has ${k}`));
  const bounds = (low: 'minLength' | 'minimum' | 'minItems', high: 'maxLength' | 'maximum' | 'maxItems'): Finding[] => {
    const [least, most] = [field[low], field[high]];
    return least !== undefined && most !== undefined && least > most
      ? [found([...path, low], `${low} 大于 ${high}`, `${low} is greater than ${high}`)]
      : [];
  };
  return [
    ...optionFaults(type === 'choice', field.options, path),
    ...(type === 'list' && !field.fields ? [found(path, '列表必须有 fields', 'A list needs its fields')] : []),
    ...only(['fields', 'minItems', 'maxItems', 'sumOf'], type === 'list', 'list'),
    ...only(['minLength', 'maxLength'], type === 'text', 'text'),
    ...only(['minimum', 'maximum'], ['integer', 'number', 'money'].includes(type), 'integer/number/money'),
    ...bounds('minLength', 'maxLength'),
    ...bounds('minimum', 'maximum'),
    ...bounds('minItems', 'maxItems'),
  ];
}

function sumFaults({ sumOf, fields }: DraftField, path: Path): Finding[] {
  if (sumOf?.field === undefined) return [];
  const added = partsOf<DraftField>(fields, []).find(({ part }) => part.id === sumOf.field)?.part;
  const fits = added && (added.type === undefined || ['integer', 'number', 'money'].includes(added.type));
  return fits
    ? []
    : [
        found(
          [...path, 'sumOf', 'field'],
          `行中没有数字字段 ${sumOf.field}`,
          `The rows have no number field ${sumOf.field}`,
        ),
      ];
}
