// Calendar file → Calendar. Ranges are written 2026-02-15..2026-02-23; a date is a date, checked to exist.
import { parse } from 'yaml';
import { z } from 'zod';
import { canonicalJson } from '../canonical.ts';
import { addDays, type Calendar } from '../clock/calendar.ts';
import type { Fault } from '../errors.ts';

const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && addDays(text, 0) === text;
const date = z.string().refine(isDate, 'is no date (YYYY-MM-DD)');
const dates = z
  .string()
  .refine((t) => t.split('..').length <= 2 && t.split('..').every(isDate), 'is no date or range of dates');
const notice = z.strictObject({ number: z.string(), date, title: z.string() });
const hours = z
  .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$/, 'is no span of hours (09:00-12:00)'))
  .min(1)
  .transform((spans) => spans.map((s) => s.split('-').map(minutesOf) as [number, number]))
  .refine(
    (spans) => spans.flat().every((m, n, all) => n === 0 || all[n - 1]! < m),
    'has spans that overlap or run back',
  );
const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const division = z.string().regex(/^\d{6}$/);
const schema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.string().min(1),
  officeHours: hours.optional(),
  organisations: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), hours).optional(),
  regions: z.record(division, z.array(z.strictObject({ date, works: z.boolean(), source: notice })).min(1)).optional(),
  receiptOutsideOfficeHours: z.enum(['sameDay', 'nextWorkingDay']).optional(),
  counterEnds: z.enum(['officeHours', 'midnight']).optional(),
  years: z
    .array(
      z
        .strictObject({
          year: z.int().min(2000).max(2100),
          notices: z.array(notice).min(1).optional(),
          provisional: z.literal(true).optional(),
          daysOff: z.array(dates),
          makeUpDays: z.array(date),
        })
        .refine(
          (y) => (y.notices === undefined) === (y.provisional === true),
          'a year has its notices, or is provisional',
        ),
    )
    .min(1),
});

/** What is wrong, for people at a command line (`message`, which may quote the text) and for others (`faults`, which never do). */
export class CalendarFault extends Error {
  readonly faults: readonly Fault[];
  constructor(message: string, faults: readonly Fault[] = []) {
    super(`The calendar is not usable: ${message}`);
    this.name = 'CalendarFault';
    this.faults = faults;
  }
}
/** Our own messages say what is wrong; those of others may quote what was typed. */
const faultOf = (issue: z.core.$ZodIssue): Fault => ({
  pointer: `/${issue.path.join('/')}`,
  code: issue.code,
  message: { zh: '不符合工作日历的格式', en: issue.code === 'custom' ? issue.message : 'Not as expected' },
});

/** @param sha256 of a text, hex: core itself has no crypto. @throws CalendarFault that names the place and the cure */
export function parseCalendar(text: string, sha256: (text: string) => string): Calendar {
  const result = schema.safeParse(readYaml(text));
  if (!result.success) throw new CalendarFault(`\n${z.prettifyError(result.error)}`, result.error.issues.map(faultOf));
  const { id, version, officeHours, organisations, regions, receiptOutsideOfficeHours, counterEnds } = result.data;
  for (const { date: day } of Object.values(regions ?? {}).flat())
    if (!result.data.years.some((y) => day.startsWith(String(y.year))))
      throw misplaced(`${day} of a region is in no year of the calendar.`, '/regions');
  const years = result.data.years.map((y) => {
    const daysOff = y.daysOff.flatMap(expand);
    const outside = [...daysOff, ...y.makeUpDays].find((d) => !d.startsWith(String(y.year)));
    if (outside) throw misplaced(`${outside} stands in year ${y.year}; move it to its own year.`);
    const both = y.makeUpDays.find((d) => daysOff.includes(d));
    if (both) throw misplaced(`${both} is both a day off and a make-up working day.`);
    return { ...y, daysOff };
  });
  const body = {
    id,
    version,
    years,
    ...(officeHours && { officeHours }),
    ...(organisations && { organisations }),
    ...(regions && { regions }),
    ...(receiptOutsideOfficeHours === 'nextWorkingDay' && { receiptOutsideOfficeHours }),
    ...(counterEnds === 'midnight' && { counterEnds }),
  };
  return { ...body, hash: sha256(canonicalJson(body)) };
}

/** Only dates that were checked to be some stand in it. */
const misplaced = (what: string, pointer = '/years') =>
  new CalendarFault(what, [{ pointer, code: 'misplaced', message: { zh: '日期有误', en: what } }]);

function readYaml(text: string): unknown {
  try {
    return parse(text, { schema: 'core', maxAliasCount: 0 });
  } catch (error) {
    throw new CalendarFault(`it is no YAML (${(error as Error).message})`);
  }
}

function expand(range: string): string[] {
  const [from, to = from] = range.split('..') as [string, string?];
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
