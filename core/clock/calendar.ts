// Working days. A calendar names each year it knows: its days off, its make-up working days, and whether the year's notice
// has been published. A year it does not know is refused, never taken for "every weekday works".
import type { Limit } from './limit.ts';

export interface CalendarYear {
  readonly year: number;
  /** State Council notice; absent for a provisional year. */
  readonly notice?: { readonly number: string; readonly date: string; readonly title: string };
  readonly provisional?: boolean;
  readonly daysOff: readonly string[];
  readonly makeUpDays: readonly string[];
}
export interface Calendar {
  readonly id: string;
  readonly version: string;
  readonly years: readonly CalendarYear[];
  /** content hash, recorded with each computation */
  readonly hash: string;
}

const DAY = 86_400_000;
/** China Standard Time; no daylight saving since 1991, so civil dates of our range are plain arithmetic. */
const OFFSET = 8 * 3_600_000;

/** Civil date (YYYY-MM-DD, Asia/Shanghai) of an instant. */
export const civilDate = (at: number): string => new Date(at + OFFSET).toISOString().slice(0, 10);
/** The instant 00:00 Asia/Shanghai of a civil date. */
export const startOfDay = (date: string): number => Date.parse(`${date}T00:00:00Z`) - OFFSET;
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

export class CalendarYearMissing extends Error {
  readonly year: number;
  constructor(year: number) {
    super(`the calendar has no year ${year}: publish a calendar version that has it`);
    this.name = 'CalendarYearMissing';
    this.year = year;
  }
}

const indexes = new WeakMap<Calendar, Map<number, { off: Set<string>; work: Set<string>; provisional: boolean }>>();
function yearOf(calendar: Calendar, date: string) {
  let index = indexes.get(calendar);
  if (!index) {
    index = new Map(
      calendar.years.map((y) => [
        y.year,
        { off: new Set(y.daysOff), work: new Set(y.makeUpDays), provisional: y.provisional ?? !y.notice },
      ]),
    );
    indexes.set(calendar, index);
  }
  const year = index.get(Number(date.slice(0, 4)));
  if (!year) throw new CalendarYearMissing(Number(date.slice(0, 4)));
  return year;
}

export function isWorkingDay(calendar: Calendar, date: string): boolean {
  const year = yearOf(calendar, date);
  if (year.work.has(date)) return true;
  if (year.off.has(date)) return false;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}
const isProvisional = (calendar: Calendar, date: string) => yearOf(calendar, date).provisional;

/** The date itself when it is a working day, else the next one. */
function onOrAfter(calendar: Calendar, date: string): string {
  let day = date;
  while (!isWorkingDay(calendar, day)) day = addDays(day, 1);
  return day;
}
function addWorkingDays(calendar: Calendar, date: string, count: number): string {
  let day = date;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}

export interface Period {
  readonly dueOn: string;
  readonly dueAt: number;
  readonly warnAt: number;
  readonly provisional: boolean;
}

/**
 * Where a period ends that starts at instant `from`. The starting day is not counted; the period ends with its last day at 24:00;
 * a last day that is a holiday moves to the next working day (Civil Code Arts. 201–204, by analogy); `0wd`, `0d` are the starting day itself.
 * @param yellowPercent the light is yellow from 00:00 of the day on which this percentage of the limit is used up.
 */
export function periodFrom(calendar: Calendar, from: number, limit: Limit, yellowPercent: number): Period {
  const start = civilDate(from);
  const lastDay = (amount: number) =>
    amount === 0
      ? onOrAfter(calendar, start)
      : limit.unit === 'wd'
        ? addWorkingDays(calendar, start, amount)
        : onOrAfter(calendar, addDays(start, amount));
  const dueOn = lastDay(limit.amount);
  const yellowOn = lastDay(Math.ceil((limit.amount * yellowPercent) / 100));
  return {
    dueOn,
    dueAt: startOfDay(addDays(dueOn, 1)),
    warnAt: Math.max(from, startOfDay(yellowOn < dueOn ? yellowOn : dueOn)),
    provisional: isProvisional(calendar, start) || isProvisional(calendar, dueOn),
  };
}
