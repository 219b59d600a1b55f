// 办件编号, our own: division (6) + date (8) + serial (8) + check character by ISO 7064 MOD 37,36. Globally unique by division.
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** ISO 7064 MOD 37,36 (hybrid system): finds every single wrong character and almost every swap of neighbours. */
export function mod3736CheckCharacter(text: string): string {
  let product = 36;
  for (const char of text) {
    const value = ALPHABET.indexOf(char);
    if (value < 0) throw new TypeError(`No character of ISO 7064 MOD 37,36: ${char}`);
    product = (((product + value) % 36 || 36) * 2) % 37;
  }
  return ALPHABET[(37 - product) % 36]!;
}

export interface CaseNoParts {
  /** 行政区划代码, six digits. */
  readonly division: string;
  /** Civil date of submission in Asia/Shanghai, YYYY-MM-DD. */
  readonly date: string;
  /** 0 … 99 999 999, unique within division and date. */
  readonly serial: number;
}

/** Throws a TypeError when a part is not as described. */
export function formatCaseNo({ division, date, serial }: CaseNoParts): string {
  if (!/^\d{6}$/.test(division)) throw new TypeError(`No division code: ${division}`);
  if (!isDate(date)) throw new TypeError(`No date: ${date}`);
  if (!Number.isInteger(serial) || serial < 0 || serial > 99_999_999) throw new TypeError(`No serial: ${serial}`);
  const body = `${division}${date.replaceAll('-', '')}${String(serial).padStart(8, '0')}`;
  return body + mod3736CheckCharacter(body);
}

/** Whether the text has the form of a case number, a real date and the right check character. */
export function isCaseNo(text: string): boolean {
  if (!/^\d{22}[0-9A-Z]$/.test(text)) return false;
  const date = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  return isDate(date) && mod3736CheckCharacter(text.slice(0, 22)) === text[22];
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}
