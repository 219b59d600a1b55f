// A limit as the law writes it: so many working days (wd, 工作日) or calendar days (d, 日).
// `0wd` is the day itself ("on the spot"). Other units belong to the full clock.
export interface Limit {
  readonly amount: number;
  readonly unit: 'wd' | 'd';
}

const LIMIT = /^(0|[1-9]\d{0,3})(wd|d)$/;

/** '3wd' → {amount: 3, unit: 'wd'}; undefined when the text is no limit. */
export function parseLimit(text: string): Limit | undefined {
  const match = LIMIT.exec(text);
  return match ? { amount: Number(match[1]), unit: match[2] as Limit['unit'] } : undefined;
}
export const printLimit = (limit: Limit): string => `${limit.amount}${limit.unit}`;
