// What the editor of definitions offers, by the schema it asks the API for.
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { definitionSchema } from '../../core/definition/schema.ts';
import { offersAt, placeAtEnd, type JsonSchema } from '../../web/admin/offers.ts';

const schema = z.toJSONSchema(definitionSchema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
const offered = (text: string) => {
  const place = placeAtEnd(text);
  return place ? offersAt(schema, place.path).map(({ label }) => label) : [];
};

describe('the place of what is being written', () => {
  test.each([
    ['', []],
    ['mat', []],
    ['receipt:\n  at: win', ['receipt', 'at']],
    ['items:\n  - id: a\n    limits:\n      starts: rec', ['items', '*', 'limits', 'starts']],
    ['items:\n  - id: a\n    name: { zh: 甲, en: A }\n\n    # why\n    le', ['items', '*']],
    ['items:\n- id: a\n- le', ['items', '*']],
    ['items:\n- id: a\n  organs:\n    accepts: a\n    de', ['items', '*', 'organs']],
    ['items:\n  - id: a\nrec', []],
  ])('%j', (text, path) => expect(placeAtEnd(text)?.path).toEqual(path));
  test('prose is no place', () => expect(placeAtEnd('name: two words')).toBeUndefined());
});

describe('what may stand there', () => {
  test('keys of the matter', () => expect(offered('')).toEqual(expect.arrayContaining(['format', 'items', 'receipt'])));
  test('keys of an item, not of the matter', () => {
    const keys = offered('items:\n  - id: a\n    le');
    expect(keys).toEqual(expect.arrayContaining(['legalType', 'organs', 'limits']));
    expect(keys).not.toContain('items');
  });
  test('values', () => expect(offered('items:\n  - limits:\n      starts: ')).toEqual(['received', 'accepted']));
  test('each key with what it means', () => {
    const of = offersAt(schema, ['items', '*', 'organs']);
    expect(of.map((o) => o.label)).toEqual(['accepts', 'decides', 'issues', 'supervises']);
    for (const { description } of of) expect(description).toBeTruthy();
  });
  test('nothing where there is nothing', () => expect(offered('nonsense:\n  x')).toEqual([]));
});
