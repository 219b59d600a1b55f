// The calendar as it holds at a place: the days of its region, the office hours of the organ.
import { covers } from '../access.ts';
import type { Calendar, CalendarYear, RegionalDay } from './calendar.ts';

export interface Place {
  /** Division code, six digits. */
  readonly region: string;
  /** Organisation id. */
  readonly organ: string;
}
const made = new WeakMap<Calendar, Map<string, Calendar>>();

/** The calendar itself where nothing differs. It keeps its hash: what holds where is part of that version. */
export function calendarAt(calendar: Calendar, { region, organ }: Place): Calendar {
  const regions = Object.keys(calendar.regions ?? {})
    .filter((division) => covers(division, region))
    .sort((a, b) => ownLength(a) - ownLength(b));
  const officeHours = calendar.organisations?.[organ];
  if (regions.length === 0 && !officeHours) return calendar;
  const known = made.get(calendar) ?? new Map<string, Calendar>();
  made.set(calendar, known);
  const key = `${regions.join()} ${officeHours ? organ : ''}`;
  const found = known.get(key) ?? {
    ...calendar,
    years: regions.reduce((years, r) => withDays(years, calendar.regions![r]!), calendar.years),
    ...(officeHours && { officeHours }),
  };
  known.set(key, found);
  return found;
}
const ownLength = (division: string): number => division.replace(/0+$/, '').length;

const withDays = (years: readonly CalendarYear[], days: readonly RegionalDay[]): CalendarYear[] =>
  years.map((year) => {
    const own = days.filter((d) => d.date.startsWith(String(year.year)));
    const others = (dates: readonly string[]) => dates.filter((date) => !own.some((d) => d.date === date));
    const dates = (works: boolean) => own.filter((d) => d.works === works).map((d) => d.date);
    return {
      ...year,
      daysOff: [...others(year.daysOff), ...dates(false)],
      makeUpDays: [...others(year.makeUpDays), ...dates(true)],
    };
  });
