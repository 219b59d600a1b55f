import { describe, expect, test } from '@jest/globals';
import type { FormField } from '../../core/engine/plan.ts';
import { valueWords } from '../../core/value-words.ts';

const name = (zh: string, en: string) => ({ zh, en });
const field = (more: Partial<FormField> & Pick<FormField, 'type'>): FormField => ({
  id: 'f',
  label: name('栏', 'Field'),
  required: false,
  ...more,
});
const kind = field({
  id: 'kind',
  type: 'choice',
  label: name('类型', 'Kind'),
  options: [{ value: 'own', label: name('自有', 'Own') }],
});

describe('values as people read them', () => {
  test.each([
    [field({ type: 'text' }), '<b>王小明</b>', '<b>王小明</b>', '<b>王小明</b>'],
    [field({ type: 'boolean' }), false, '否', 'No'],
    [kind, 'own', '自有', 'Own'],
    [kind, 'gone', 'gone', 'gone'], // of another version
    [field({ type: 'money' }), 123_456_789, '1,234,567.89 元', 'CNY 1,234,567.89'],
    [field({ type: 'integer' }), 0, '0', '0'],
    [field({ type: 'text' }), undefined, '', ''],
    [
      field({ type: 'list', fields: [kind, field({ type: 'text', id: 'x' })] }),
      [{ kind: 'own' }, { kind: 'own', x: '甲' }],
      '类型 自有；类型 自有，栏 甲',
      'Kind Own; Kind Own, Field 甲',
    ],
    [field({ type: 'list' }), 'not a list', '', ''],
  ])('%#', (of, value, zh, en) => {
    expect(valueWords(of, value)).toEqual({ zh, en });
  });
});
