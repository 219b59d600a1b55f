// Reading YAML: what is refused before and by the parser, and that every fault comes at once with its place.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDraft } from '../../../core/definition/draft.ts';
import { parseDepartments } from '../../../core/definition/departments.ts';
import { MAX_BYTES, MAX_DEPTH } from '../../../core/definition/depth-guard.ts';
import { parseDefinition } from '../../../core/definition/parse.ts';
import { compile, departments, expectGolden, printed, read, SHIPPED } from './support.ts';

const codes = (text: string): string[] => parseDefinition(text).diagnostics.map((d) => d.code);

test('ten faults, all told at once with line and column', () => {
  const { plan, diagnostics } = compile(read('test/golden/definitions/ten-faults.yaml'));
  expect(plan).toBeUndefined();
  expect(diagnostics).toHaveLength(10);
  expect(new Set(diagnostics.map((d) => `${d.line}:${d.column}`)).size).toBe(10);
  for (const d of diagnostics) expect(d.line).toBeGreaterThan(1);
  expectGolden('definitions/ten-faults.txt', `${diagnostics.map(printed).join('\n')}\n`);
});

describe('guards', () => {
  test.each([
    ['flow lists', '['.repeat(5000)],
    ['flow maps', '{a: '.repeat(5000)],
    ['block maps', Array.from({ length: 500 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['dashes', `${'- '.repeat(3000)}x`],
    ['question marks', `${'? '.repeat(3000)}x`],
  ])('deep %s do not reach the library', (_, text) => {
    for (let i = 0; i < 20; i++) expect(codes(text)).toEqual(['too-deep']);
  });
  test('brackets inside a text are no depth', () => {
    expect(codes(`name: "${'['.repeat(MAX_DEPTH * 2)}"`)).not.toContain('too-deep');
  });
  test('more than 512 KB', () => {
    expect(codes(`# ${'x'.repeat(MAX_BYTES)}`)).toEqual(['too-large']);
    expect(codes(`# ${'中'.repeat(MAX_BYTES / 2)}`)).toEqual(['too-large']);
  });
  test('aliases', () => {
    const { diagnostics } = parseDefinition('format: &one 1\nmatter: *one\n');
    expect(diagnostics).toMatchObject([{ code: 'alias-refused', line: 2, column: 9 }]);
  });
  test('unknown tags, two documents, syntax, the same key twice', () => {
    expect(codes('format: !!js/function x')).toContain('yaml-syntax');
    expect(codes('format: 1\n---\nformat: 1\n')).toContain('yaml-syntax');
    expect(codes('format: [1')).toContain('yaml-syntax');
    expect(parseDefinition('format: 1\nformat: 1\n').diagnostics[0]).toMatchObject({ code: 'duplicate-key', line: 2 });
  });
  test('what is no map at all', () => {
    for (const text of ['', '- 1', 'word', '~']) expect(codes(text)).toEqual(['wrong-type']);
  });
});

describe('wide texts', () => {
  const many = (count: number, line: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => line(i)).join('\n');
  test.each([
    ['keys', many(40_000, (i) => `a${i}: 1`)],
    ['the same key', many(60_000, () => 'a: 1')],
    ['conditions', `conditions:\n${many(20_000, (i) => `  a${i}: form.x${i}`)}`],
    [
      'questions',
      `guide:\n${many(50, (i) => `  - {id: g${i}, type: boolean}`)}\nconditions: {a: "${many(40, (i) => `guide.g${i} &&`).replaceAll('\n', ' ')} true"}\nitems:\n${many(100, (i) => `  - {id: i${i}, when: a}`)}`,
    ],
  ])('%s do not block the process, and are told in bounded number', (_, text) => {
    const start = performance.now();
    const { diagnostics } = compile(text);
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics.length).toBeLessThanOrEqual(500);
  });
  test('a list longer than people write is told before any rule looks at it', () => {
    expect(codes(`items: [${'{}, '.repeat(101)}]`)).toContain('too-many');
    expect(parseDefinition(`items: [${'{}, '.repeat(101)}]`).draft).toBeUndefined();
    expect(codes(`conditions:\n${many(201, (i) => `  a${i}: guide.x`)}`)).toContain('too-many');
  });
  test('an alias behind any number of duplicate keys is still found', () => {
    expect(() => compile(`${many(600, () => 'a: 1')}\nb: &x 1\nc: *x\n`)).not.toThrow();
  });
});

describe('shape', () => {
  const base = read('test/golden/rules/unused-condition/right.yaml');
  const wrong = (from: string, to: string) => {
    expect(base).toContain(from);
    return parseDefinition(base.replace(from, to)).diagnostics.map(({ code, line, column, path }) => ({
      code,
      line,
      column,
      path,
    }));
  };
  test('the base has no fault', () =>
    expect(parseDefinition(base)).toMatchObject({ diagnostics: [], definition: { format: 1 } }));
  test.each([
    ['a key nobody knows', 'lead: dept-a', 'lead: dept-a\nleed: dept-a', 'unknown-key', '/leed'],
    ['a missing key', 'lead: dept-a\n', '', 'missing-key', '/lead'],
    ['a reserved name', 'inside: guide', 'constructor: guide', 'wrong-key', '/conditions/constructor'],
    ['__proto__', 'lead: dept-a', 'lead: dept-a\n__proto__: {x: 1}', 'unknown-key', '/__proto__'],
    ['a word that is none', 'legalType: filing', 'legalType: filling', 'wrong-value', '/items/1/legalType'],
    ['a wrong type', 'refusable: false', 'refusable: nein', 'wrong-type', '/items/1/refusable'],
    ['a wrong limit', 'statutory: 5wd', 'statutory: 5h', 'limit-format', '/items/1/limits/statutory'],
    ['a wrong form', 'version: 1.0.0', 'version: one', 'wrong-format', '/version'],
    [
      'a source that is none',
      '{path: /items/notice, source: unconfirmed}',
      '{path: /items/notice, source: {document: 1}}',
      'wrong-type',
      '/sources/2/source/document',
    ],
    [
      'a source of a wrong word',
      '{path: /items/notice, source: unconfirmed}',
      '{path: /items/notice, source: rumour}',
      'wrong-value',
      '/sources/2/source',
    ],
    ['no legal type', '    legalType: filing\n', '', 'missing-legal-type', '/items/1/legalType'],
    ['an empty list', 'accepts: dept-b', 'accepts: ""', 'wrong-format', '/items/1/organs/accepts'],
  ])('%s', (_, from, to, code, path) => {
    const found = wrong(from, to);
    expect(found).toMatchObject([{ code, path }]);
    expect(found[0]!.line).toBeGreaterThan(0);
  });
  test('the place of a missing key is its parent map, of an unknown key the key', () => {
    expect(wrong('    legalType: filing\n', '')).toMatchObject([{ line: 41, column: 5 }]);
    expect(wrong('lead: dept-a', 'lead: dept-a\nleed: dept-a')).toMatchObject([{ line: 7, column: 1 }]);
  });
});

test('a draft holds whatever can be read, at its place', () => {
  const draft = readDraft({ lead: 5, items: [3, { id: 'a', after: ['b', 7] }], conditions: { x: 1, y: 'true' } });
  expect(draft.lead).toBeUndefined();
  expect(draft.items).toEqual([undefined, { id: 'a', after: ['b', undefined] }]);
  expect(draft.conditions).toEqual({ x: undefined, y: 'true' });
  for (const nothing of [null, 3, 'x', [], undefined]) expect(readDraft(nothing)).toEqual({});
});

test('a draft of a faultless definition loses nothing that was written', () => {
  for (const matter of SHIPPED) {
    const { definition, draft } = parseDefinition(read('definitions', `${matter}.yaml`));
    expect(definition).toBeDefined();
    expect(definition).toMatchObject(JSON.parse(JSON.stringify(draft)));
  }
});

test('whatever the text, nothing is thrown and every fault has a place', () => {
  const base = read('test/golden/rules/unused-condition/right.yaml');
  const mangled = fc
    .tuple(
      fc.nat(base.length),
      fc.nat(40),
      fc.string({
        unit: fc.constantFrom(
          '[',
          ']',
          '{',
          '}',
          ':',
          ' ',
          '\n',
          '-',
          '"',
          "'",
          '*',
          '&',
          '!',
          '#',
          'a',
          '1',
          '|',
          '?',
        ),
      }),
    )
    .map(([at, cut, inserted]) => base.slice(0, at) + inserted + base.slice(at + cut));
  fc.assert(
    fc.property(mangled, (text) => {
      const { plan, diagnostics } = compile(text);
      for (const d of diagnostics) expect(d.line >= 1 && d.column >= 1).toBe(true);
      expect(plan === undefined ? diagnostics.length > 0 : true).toBe(true);
    }),
    { numRuns: 150 },
  );
});

describe('departments', () => {
  test('the shipped list', () => {
    expect([...departments.keys()].sort()).toEqual(
      'city-management data-office demo-bank dept-a dept-b dept-c dept-d dept-e fire-rescue gov housing-fund human-resources market-regulation medical-insurance one-stop-window public-security tax tobacco'.split(
        ' ',
      ),
    );
    expect(departments.get('demo-bank')?.kind).toBe('market');
  });
  test('duplicates, unknown parents and wrong shapes are told', () => {
    const list = (rows: string) => parseDepartments(`departments:\n${rows}`).diagnostics.map((d) => d.code);
    const row = '  - {id: a, kind: department, name: {zh: 甲, en: A}}\n';
    expect(list(row + row)).toEqual(['duplicate-id']);
    expect(list('  - {id: a, kind: department, parent: b, name: {zh: 甲, en: A}}\n')).toEqual(['unknown-department']);
    expect(list('  - {id: a, kind: club, name: {zh: 甲, en: A}}\n')).toEqual(['wrong-value']);
    expect(parseDepartments('[').diagnostics).not.toEqual([]);
  });
});
