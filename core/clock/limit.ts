// A limit as the law writes it: working days (wd, 工作日), calendar days (d, 日), working hours (wh, 工作时), months (mo, 月), years (y, 年).
// `0wd` is the day itself ("on the spot").
export const UNITS = ['wd', 'd', 'wh', 'mo', 'y'] as const;
export type Unit = (typeof UNITS)[number];
export interface Limit {
  readonly amount: number;
  readonly unit: Unit;
}

const LIMIT = /^(0|[1-9]\d{0,3})(wd|d|wh|mo|y)$/;

/** '3wd' → {amount: 3, unit: 'wd'}; undefined when the text is no limit. */
export function parseLimit(text: string): Limit | undefined {
  const match = LIMIT.exec(text);
  return match ? { amount: Number(match[1]), unit: match[2] as Unit } : undefined;
}
export const printLimit = (limit: Limit): string => `${limit.amount}${limit.unit}`;
