// Calendar file → Calendar. Ranges are written 2026-02-15..2026-02-23; a date is a date, checked to exist.
import { parse } from 'yaml';
import { z } from 'zod';
import { canonicalJson } from '../canonical.ts';
import { addDays, type Calendar } from '../clock/calendar.ts';

const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && addDays(text, 0) === text;
const date = z.string().refine(isDate, 'is no date (YYYY-MM-DD)');
const dates = z
  .string()
  .refine((t) => t.split('..').length <= 2 && t.split('..').every(isDate), 'is no date or range of dates');
const notice = z.strictObject({ number: z.string(), date, title: z.string() });
const schema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.string().min(1),
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

/** @param sha256 of a text, hex: core itself has no crypto. @throws Error that names the place and the cure */
export function parseCalendar(text: string, sha256: (text: string) => string): Calendar {
  const result = schema.safeParse(parse(text, { schema: 'core', maxAliasCount: 0 }));
  if (!result.success) throw new Error(`The calendar is not usable:\n${z.prettifyError(result.error)}`);
  const { id, version } = result.data;
  const years = result.data.years.map((y) => {
    const daysOff = y.daysOff.flatMap(expand);
    const outside = [...daysOff, ...y.makeUpDays].find((d) => !d.startsWith(String(y.year)));
    if (outside)
      throw new Error(`The calendar is not usable: ${outside} stands in year ${y.year}; move it to its own year.`);
    const both = y.makeUpDays.find((d) => daysOff.includes(d));
    if (both) throw new Error(`The calendar is not usable: ${both} is both a day off and a make-up working day.`);
    return { ...y, daysOff };
  });
  return { id, version, years, hash: sha256(canonicalJson({ id, version, years })) };
}

function expand(range: string): string[] {
  const [from, to = from] = range.split('..') as [string, string?];
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
