// Check digits: published examples, and that every single wrong character is found.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatCaseNo, isCaseNo, mod3736CheckCharacter } from '../../../core/codes/case-number.ts';
import { creditCodeCheckCharacter, creditCodeFault, isCreditCode } from '../../../core/codes/credit-code.ts';
import { identityCheckCharacter, identityNumberFault, isIdentityNumber } from '../../../core/codes/identity-number.ts';

const CREDIT = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const upTo = (digits: number) =>
  fc.integer({ min: 0, max: 10 ** digits - 1 }).map((n) => String(n).padStart(digits, '0'));
/** Invented numbers: the division 310199 does not exist. */
const identityNumbers = fc
  .tuple(fc.date({ min: new Date('1900-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }), upTo(3))
  .map(([date, serial]) => `310199${date.toISOString().slice(0, 10).replaceAll('-', '')}${serial}`)
  .map((first) => first + identityCheckCharacter(first));
const creditCodes = fc
  .tuple(
    fc.constantFrom('91', '12', '52'),
    upTo(6),
    fc.array(fc.constantFrom(...CREDIT), { minLength: 9, maxLength: 9 }),
  )
  .map(([kind, division, subject]) => kind + division + subject.join(''))
  .map((first) => first + creditCodeCheckCharacter(first));

describe('identity number, GB 11643', () => {
  test('the example of the standard', () => expect(isIdentityNumber('11010519491231002X')).toBe(true));
  test.each([
    ['110105194912310021', 'check'],
    ['11010519491231002x', 'format'],
    ['1101051949123100', 'format'],
    ['11010519490229002X', 'date'],
    ['110105194913310024', 'date'],
    ['11010500001231002X', 'date'],
    ['', 'format'],
    ['１１０１０５１９４９１２３１００２X', 'format'],
  ])('%s: %s', (text, fault) => expect(identityNumberFault(text)).toBe(fault));
  test('a 29 February counts only in a leap year', () => {
    const of = (first: string) => identityNumberFault(first + identityCheckCharacter(first));
    expect(of('31019920000229001')).toBeUndefined();
    expect(of('31019919000229001')).toBe('date');
  });
  test('every single wrong digit is found', () => {
    fc.assert(
      fc.property(identityNumbers, fc.nat(16), fc.integer({ min: 1, max: 9 }), (number, at, shift) => {
        const digit = (Number(number[at]) + shift) % 10;
        expect(isIdentityNumber(number)).toBe(true);
        expect(isIdentityNumber(number.slice(0, at) + digit + number.slice(at + 1))).toBe(false);
      }),
    );
  });
});

describe('credit code, GB 32100-2015', () => {
  test('a published code', () => expect(isCreditCode('91350100M000100Y43')).toBe(true));
  test.each([
    ['91350100M000100Y44', 'check'],
    ['91350100I000100Y43', 'format'],
    ['91350100m000100y43', 'format'],
    ['9135010', 'format'],
    ['9135A100M000100Y43', 'format'],
  ])('%s: %s', (text, fault) => expect(creditCodeFault(text)).toBe(fault));
  test('every single wrong character is found', () => {
    fc.assert(
      fc.property(creditCodes, fc.nat(16), fc.constantFrom(...CREDIT), (code, at, char) => {
        fc.pre(code[at] !== char);
        expect(isCreditCode(code)).toBe(true);
        expect(isCreditCode(code.slice(0, at) + char + code.slice(at + 1))).toBe(false);
      }),
    );
  });
});

describe('case number, ISO 7064 MOD 37,36', () => {
  test('the published GRid example', () => expect(mod3736CheckCharacter('A12425GABC1234002')).toBe('M'));
  test('division, date, serial, check character', () => {
    const caseNo = formatCaseNo({ division: '310199', date: '2026-11-23', serial: 42 });
    expect(caseNo).toBe('3101992026112300000042G');
    expect(isCaseNo(caseNo)).toBe(true);
  });
  test.each([
    [{ division: '31019', date: '2026-11-23', serial: 1 }],
    [{ division: '310199', date: '2026-02-30', serial: 1 }],
    [{ division: '310199', date: '2026-11-23', serial: 100_000_000 }],
    [{ division: '310199', date: '2026-11-23', serial: -1 }],
    [{ division: '310199', date: '2026-11-23', serial: 1.5 }],
  ])('refuses %j', (parts) => expect(() => formatCaseNo(parts)).toThrow(TypeError));
  test('every single wrong digit is found', () => {
    fc.assert(
      fc.property(fc.nat(99_999_999), fc.nat(21), fc.integer({ min: 1, max: 9 }), (serial, at, shift) => {
        const caseNo = formatCaseNo({ division: '310199', date: '2026-11-23', serial });
        const digit = (Number(caseNo[at]) + shift) % 10;
        const wrong = caseNo.slice(0, at) + digit + caseNo.slice(at + 1);
        expect(mod3736CheckCharacter(wrong.slice(0, 22)) === wrong[22]).toBe(false);
        expect(isCaseNo(caseNo)).toBe(true);
        expect(isCaseNo(wrong)).toBe(false);
      }),
    );
  });
  test('what is no case number', () => {
    for (const text of ['', '3101992026112300000042H', '3101992026023000000042G', 'x'.repeat(23)])
      expect(isCaseNo(text)).toBe(false);
  });
});
