// A limit as the API prints it (4wd, 20d, 3mo) in words.
import type { TFunction } from 'i18next';

const LIMIT = /^(\d+)(wd|wh|d|mo|y)$/;

export function limitInWords(t: TFunction<'applicant'>, limit: string): string {
  const [, n, unit] = LIMIT.exec(limit) ?? [];
  return unit === undefined ? limit : t(`limit.${unit}`, { n });
}
