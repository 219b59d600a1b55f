import type { Calendar, OfficeHours } from '../../../core/clock/calendar.ts';

/** @param source the text that it was read from */
export function calendarView(calendar: Calendar, source: string) {
  const { id, version, hash, officeHours, organisations, regions, receiptOutsideOfficeHours, counterEnds } = calendar;
  return {
    ...{ id, version, hash, source },
    officeHours: officeHours ? spansOf(officeHours) : null,
    organisations: mapOf(organisations, spansOf),
    regions: mapOf(regions, (days) => [...days]),
    receiptOutsideOfficeHours: receiptOutsideOfficeHours ?? ('sameDay' as const),
    counterEnds: counterEnds ?? ('officeHours' as const),
    years: calendar.years.map((y) => ({
      year: y.year,
      provisional: y.provisional ?? !y.notices?.length,
      notices: [...(y.notices ?? [])],
      daysOff: [...y.daysOff],
      makeUpDays: [...y.makeUpDays],
    })),
  };
}

const spansOf = (hours: OfficeHours): [number, number][] => hours.map(([from, to]) => [from, to]);
const mapOf = <Value, Shown>(map: Readonly<Record<string, Value>> = {}, show: (value: Value) => Shown) =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, show(value)]));
