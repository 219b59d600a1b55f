// 公民身份号码, GB 11643: division (6), date of birth (8), sequence (3), check character by ISO 7064 MOD 11-2.
const CHECK = '10X98765432';

/** The 18th character for the first seventeen digits. Throws a TypeError on anything but seventeen digits. */
export function identityCheckCharacter(first17: string): string {
  if (!/^\d{17}$/.test(first17)) throw new TypeError('Seventeen digits are needed.');
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(first17[i]) * (2 ** (17 - i) % 11);
  return CHECK[sum % 11]!;
}

export type IdentityFault = 'format' | 'date' | 'check';

/**
 * What is wrong with an identity number, or undefined. Pure: whether the birthday lies in the future is the caller's question;
 * years before 1800 are no birthdays of living people.
 */
export function identityNumberFault(text: string): IdentityFault | undefined {
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return 'format';
  const [year, month, day] = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)].map(Number);
  const date = new Date(Date.UTC(year!, month! - 1, day!));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month! - 1 && date.getUTCDate() === day;
  if (!real || year! < 1800) return 'date';
  return identityCheckCharacter(text.slice(0, 17)) === text[17] ? undefined : 'check';
}
export const isIdentityNumber = (text: string): boolean => identityNumberFault(text) === undefined;
