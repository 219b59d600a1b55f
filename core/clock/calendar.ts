// Working days. A calendar names each year it knows: its days off, its make-up working days, and whether the year's notice
// has been published. A year it does not know is refused, never taken for "every weekday works".

export interface Notice {
  readonly number: string;
  readonly date: string;
  readonly title: string;
}
export interface CalendarYear {
  readonly year: number;
  /** State Council notices, the later ones changing the first; none for a provisional year. */
  readonly notices?: readonly Notice[];
  readonly provisional?: boolean;
  readonly daysOff: readonly string[];
  readonly makeUpDays: readonly string[];
}
/** A day on which a region differs from the country, and the document that says so. */
export interface RegionalDay {
  readonly date: string;
  readonly works: boolean;
  readonly source: Notice;
}
/** Office time of a working day, as minutes after midnight, in order: 540–720 is 09:00–12:00. */
export type OfficeHours = readonly (readonly [from: number, to: number])[];
export const OFFICE_HOURS: OfficeHours = [
  [9 * 60, 12 * 60],
  [13 * 60 + 30, 17 * 60],
];
export interface Calendar {
  readonly id: string;
  readonly version: string;
  readonly years: readonly CalendarYear[];
  /** The usual ones when left out. */
  readonly officeHours?: OfficeHours;
  /** By division code; of a region within a region its own days come last. */
  readonly regions?: Readonly<Record<string, readonly RegionalDay[]>>;
  /** Of organisations that have their own, by id. */
  readonly organisations?: Readonly<Record<string, OfficeHours>>;
  /** What comes in when the office is closed counts from that day on (the usual), or from the next working day. */
  readonly receiptOutsideOfficeHours?: 'nextWorkingDay';
  /** A period of what happens at a counter ends when it closes (the usual), or at 24:00. */
  readonly counterEnds?: 'midnight';
  /** content hash, recorded with each computation */
  readonly hash: string;
}

export const DAY = 86_400_000;
/** China Standard Time; no daylight saving since 1991, so civil dates of our range are plain arithmetic. */
const OFFSET = 8 * 3_600_000;

/** Days are counted from 1970-01-01 (0, a Thursday), in Asia/Shanghai. */
export const dayOf = (at: number): number => Math.floor((at + OFFSET) / DAY);
export const dayOfDate = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;
export const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
/** The instant 00:00 Asia/Shanghai of a day. */
export const startOf = (day: number): number => day * DAY - OFFSET;

/** Civil date (YYYY-MM-DD, Asia/Shanghai) of an instant. */
export const civilDate = (at: number): string => dateOf(dayOf(at));
/** The instant 00:00 Asia/Shanghai of a civil date. */
export const startOfDay = (date: string): number => startOf(dayOfDate(date));
export const addDays = (date: string, days: number): string => dateOf(dayOfDate(date) + days);

export class CalendarYearMissing extends Error {
  readonly year: number;
  constructor(year: number) {
    super(`the calendar has no year ${year}: publish a calendar version that has it`);
    this.name = 'CalendarYearMissing';
    this.year = year;
  }
}

interface Year {
  readonly first: number;
  /** By day of the year. */
  readonly works: readonly boolean[];
  readonly provisional: boolean;
}
const indexes = new WeakMap<Calendar, Map<number, Year>>();

function indexOf(calendar: Calendar): Map<number, Year> {
  const known = indexes.get(calendar);
  if (known) return known;
  const index = new Map(
    calendar.years.map((y) => {
      const first = dayOfDate(`${y.year}-01-01`);
      const last = dayOfDate(`${y.year}-12-31`);
      const works = Array.from({ length: last - first + 1 }, (_, n) => isWeekday(first + n));
      for (const date of y.daysOff) works[dayOfDate(date) - first] = false;
      for (const date of y.makeUpDays) works[dayOfDate(date) - first] = true;
      return [y.year, { first, works, provisional: y.provisional ?? !y.notices?.length }] as const;
    }),
  );
  indexes.set(calendar, index);
  return index;
}
const isWeekday = (day: number): boolean => new Date(day * DAY).getUTCDay() % 6 !== 0;

function yearOf(calendar: Calendar, day: number): Year {
  const number = new Date(day * DAY).getUTCFullYear();
  const year = indexOf(calendar).get(number);
  if (!year) throw new CalendarYearMissing(number);
  return year;
}

/** Whether a day is one; looks into the year once for days that follow each other. */
export function workingDays(calendar: Calendar): (day: number) => boolean {
  let year: Year | undefined;
  return (day) => {
    if (!year || day < year.first || day >= year.first + year.works.length) year = yearOf(calendar, day);
    return year.works[day - year.first]!;
  };
}
export const isWorkingDay = (calendar: Calendar, date: string): boolean => workingDays(calendar)(dayOfDate(date));

/** Whether one of the years between two days has no notice yet: what rests on it may still move. */
export function isProvisional(calendar: Calendar, from: number, to: number): boolean {
  for (let day = from; ; day = dayOfDate(`${new Date(day * DAY).getUTCFullYear() + 1}-01-01`)) {
    if (yearOf(calendar, day).provisional) return true;
    if (new Date(day * DAY).getUTCFullYear() >= new Date(to * DAY).getUTCFullYear()) return false;
  }
}

/** The same of one day, YYYY-MM-DD. */
export const isProvisionalOn = (calendar: Calendar, date: string): boolean =>
  isProvisional(calendar, dayOfDate(date), dayOfDate(date));

/** The day itself when it is a working day, else the next one. */
export function onOrAfter(works: (day: number) => boolean, day: number): number {
  let found = day;
  while (!works(found)) found += 1;
  return found;
}
