// 统一社会信用代码, GB 32100-2015: 18 characters of a 31-letter alphabet without I, O, S, V, Z; the last is the check character.
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The check character for the first seventeen. Throws a TypeError on a character outside the alphabet. */
export function creditCodeCheckCharacter(first17: string): string {
  if (first17.length !== 17) throw new TypeError('Seventeen characters are needed.');
  let sum = 0;
  let weight = 1;
  for (const char of first17) {
    const value = ALPHABET.indexOf(char);
    if (value < 0) throw new TypeError(`No character of a credit code: ${char}`);
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

export type CreditCodeFault = 'format' | 'check';

/** What is wrong with a credit code, or undefined. Structure: authority (1), kind (1), division (6 digits), subject (9), check (1). */
export function creditCodeFault(text: string): CreditCodeFault | undefined {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text)) return 'format';
  return creditCodeCheckCharacter(text.slice(0, 17)) === text[17] ? undefined : 'check';
}
export const isCreditCode = (text: string): boolean => creditCodeFault(text) === undefined;
