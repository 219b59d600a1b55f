// The days of a year as its twelve months show them. What a day is, the calendar says; nothing is reckoned here.
import { languageNow } from '../../app/words.ts';
import type { Schema } from '../../api/client.ts';

/** From and until, in minutes after midnight, in their order. */
export type Spans = readonly (readonly number[])[];
export type Calendar = Omit<Schema['Calendar'], 'officeHours' | 'organisations'> & {
  readonly officeHours: Spans | null;
  readonly organisations: Readonly<Record<string, Spans>>;
};
export type CalendarYear = Calendar['years'][number];
export type DayKind = 'holiday' | 'makeUp' | 'weekend' | 'work';

/** @param region days on which this region differs from the country */
export function kindsOf(year: CalendarYear, region: Calendar['regions'][string] = []): (date: string) => DayKind {
  const kinds = new Map<string, DayKind>([
    ...year.daysOff.map((day) => [day, 'holiday'] as const),
    ...year.makeUpDays.map((day) => [day, 'makeUp'] as const),
    ...region.map(({ date, works }) => [date, works ? 'makeUp' : 'holiday'] as const),
  ]);
  return (date) => kinds.get(date) ?? (weekdayOf(date) > 4 ? 'weekend' : 'work');
}

/** Monday is 0. */
const weekdayOf = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
const two = (n: number) => String(n).padStart(2, '0');

/** The weeks of a month, from Monday to Sunday; days of other months are left out. */
export function weeksOf(year: number, month: number): (string | undefined)[][] {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const days = Array.from({ length: last }, (_, n) => `${year}-${two(month)}-${two(n + 1)}`);
  const cells = [...Array.from({ length: weekdayOf(days[0]!) }, () => undefined), ...days];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_unused, n) => cells[week * 7 + n]),
  );
}

const written = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(languageNow() === 'en' ? 'en-GB' : 'zh-CN', { ...options, timeZone: 'UTC' });
export const monthInWords = (month: number): string => written({ month: 'long' }).format(Date.UTC(2024, month - 1, 1));
/** From Monday. 1 January 2024 was one. */
export const weekdaysInWords = (): string[] =>
  Array.from({ length: 7 }, (_, n) =>
    written({ weekday: languageNow() === 'en' ? 'short' : 'narrow' }).format(Date.UTC(2024, 0, 1 + n)),
  );

export interface ChangedDay {
  readonly date: string;
  readonly works: boolean;
}
const works = (kind: DayKind) => kind === 'work' || kind === 'makeUp';
/** Days of the country that are working days by one of two calendars alone; of years that only one has, the exceptions it makes. */
export function changedDays(from: Calendar, to: Calendar): ChangedDay[] {
  return to.years.flatMap((year) => {
    const before = from.years.find((y) => y.year === year.year) ?? { ...year, daysOff: [], makeUpDays: [] };
    const [was, is] = [kindsOf(before), kindsOf(year)];
    const named = [...before.daysOff, ...before.makeUpDays, ...year.daysOff, ...year.makeUpDays];
    return [...new Set(named)]
      .filter((date) => works(was(date)) !== works(is(date)))
      .sort()
      .map((date) => ({ date, works: works(is(date)) }));
  });
}
