// Calendar → calendar file: what parseCalendar reads back as the same. For versions of which no text was kept.
import { stringify } from 'yaml';
import { addDays, type Calendar, type OfficeHours } from '../clock/calendar.ts';

export function printCalendar({ hash: _, officeHours, organisations, years, ...calendar }: Calendar): string {
  const { id, version, ...rest } = calendar;
  return stringify(
    {
      id,
      version,
      ...(officeHours && { officeHours: spans(officeHours) }),
      ...(organisations && {
        organisations: Object.fromEntries(Object.entries(organisations).map(([organ, hours]) => [organ, spans(hours)])),
      }),
      ...rest,
      years: years.map((y) => ({ ...y, daysOff: ranges(y.daysOff) })),
    },
    { schema: 'core', lineWidth: 0 },
  );
}

const spans = (hours: OfficeHours): string[] => hours.map((span) => span.map(clock).join('-'));
const clock = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, '0')).join(':');

/** Days that follow each other as one range, in the order given. */
function ranges(days: readonly string[]): string[] {
  const found: [from: string, to: string][] = [];
  for (const day of days) {
    const last = found.at(-1);
    if (last && addDays(last[1], 1) === day) last[1] = day;
    else found.push([day, day]);
  }
  return found.map(([from, to]) => (from === to ? from : `${from}..${to}`));
}
