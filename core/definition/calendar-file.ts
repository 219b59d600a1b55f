// Calendar file → Calendar. Ranges are written 2026-02-15..2026-02-23; a date is a date, checked to exist.
import { z } from 'zod';
import { canonicalJson } from '../canonical.ts';
import { addDays, type Calendar } from '../clock/calendar.ts';
import type { Fault } from '../errors.ts';
import type { Text } from '../text.ts';
import { printPointer, type Path } from './diagnostic.ts';
import { parseYaml } from './parse.ts';
import type { Positions } from './positions.ts';

/** What a text is not, in English as the schema says it, and in Chinese. */
const NO_DATE = 'is no date (YYYY-MM-DD)';
const NO_DATES = 'is no date or range of dates';
const NO_HOURS = 'is no span of hours (09:00-12:00)';
const HOURS_OVERLAP = 'has spans that overlap or run back';
const NO_NOTICE = 'a year has its notices, or is provisional';
const IN_CHINESE: Readonly<Record<string, string>> = {
  [NO_DATE]: '不是日期（应为 年-月-日，如 2026-10-01）',
  [NO_DATES]: '不是日期或日期区间（如 2026-10-01..2026-10-07）',
  [NO_HOURS]: '不是时间段（如 09:00-12:00）',
  [HOURS_OVERLAP]: '时间段重叠或前后颠倒',
  [NO_NOTICE]: '每个年度应写明放假通知（notices），没有通知的应标明为暂定（provisional: true）',
  unrecognized_keys: '有不认识的项目',
  invalid_type: '缺少内容，或内容的类型不对',
};

const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && addDays(text, 0) === text;
const date = z.string().refine(isDate, NO_DATE);
const dates = z.string().refine((t) => t.split('..').length <= 2 && t.split('..').every(isDate), NO_DATES);
const notice = z.strictObject({ number: z.string(), date, title: z.string() });
const hours = z
  .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$/, NO_HOURS))
  .min(1)
  .transform((spans) => spans.map((s) => s.split('-').map(minutesOf) as [number, number]))
  .refine((spans) => spans.flat().every((m, n, all) => n === 0 || all[n - 1]! < m), HOURS_OVERLAP);
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
        .refine((y) => (y.notices === undefined) === (y.provisional === true), NO_NOTICE),
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
const faultOf = (positions: Positions, path: Path, code: string, message: Text): Fault => ({
  pointer: printPointer(path),
  code,
  message,
  ...positions.at(path),
});
/** Our own messages say what is wrong; those of others may quote what was typed. */
const wordsOf = ({ code, message }: z.core.$ZodIssue): Text => ({
  zh: IN_CHINESE[code === 'custom' || code === 'invalid_format' ? message : code] ?? '不符合工作日历的格式',
  en: message in IN_CHINESE ? message : 'Not as expected',
});

/** @param sha256 of a text, hex: core itself has no crypto. @throws CalendarFault that names the place and the cure */
export function parseCalendar(text: string, sha256: (text: string) => string): Calendar {
  const { value, positions } = readYaml(text);
  const result = schema.safeParse(value);
  if (!result.success)
    throw new CalendarFault(
      `\n${z.prettifyError(result.error)}`,
      result.error.issues.map((issue) => faultOf(positions, issue.path as Path, issue.code, wordsOf(issue))),
    );
  const misplaced = findMisplaced(result.data).map(({ path, ...words }) =>
    faultOf(positions, path, 'misplaced', words),
  );
  if (misplaced.length > 0) throw new CalendarFault(misplaced.map((f) => f.message.en).join('\n'), misplaced);
  const { id, version, officeHours, organisations, regions, receiptOutsideOfficeHours, counterEnds } = result.data;
  const body = {
    id,
    version,
    years: result.data.years.map((y) => ({ ...y, daysOff: y.daysOff.flatMap(expand) })),
    ...(officeHours && { officeHours }),
    ...(organisations && { organisations }),
    ...(regions && { regions }),
    ...(receiptOutsideOfficeHours === 'nextWorkingDay' && { receiptOutsideOfficeHours }),
    ...(counterEnds === 'midnight' && { counterEnds }),
  };
  return { ...body, hash: sha256(canonicalJson(body)) };
}

interface Misplaced extends Text {
  readonly path: Path;
}
const misplace = (path: Path, zh: string, en: string): Misplaced => ({ path, zh, en });

/** Days that can not stand where they stand. Only dates that were checked to be some are named. */
function findMisplaced({ years, regions = {} }: z.output<typeof schema>): Misplaced[] {
  const known = years.map((y) => String(y.year));
  const ofRegions = Object.entries(regions).flatMap(([division, days]) =>
    days.flatMap(({ date: day }, n) =>
      known.includes(day.slice(0, 4))
        ? []
        : misplace(
            ['regions', division, n, 'date'],
            `${day} 所在的年度不在日历中`,
            `${day} of a region is in no year of the calendar.`,
          ),
    ),
  );
  return [...ofRegions, ...years.flatMap((year, n) => misplacedInYear(year, ['years', n], known.slice(0, n)))];
}

type Year = z.output<typeof schema>['years'][number];
function misplacedInYear({ year, daysOff, makeUpDays }: Year, at: Path, before: readonly string[]): Misplaced[] {
  const outside = (list: string, texts: readonly string[]) =>
    texts.flatMap((text, n) => {
      const ends = text.split('..');
      const day = ends.find((d) => !d.startsWith(String(year)));
      const path = [...at, list, n];
      if (day !== undefined)
        return misplace(
          path,
          `${day} 写在了 ${year} 年，请移到它自己的年度`,
          `${day} stands in year ${year}; move it to its own year.`,
        );
      return ends[0]! > ends.at(-1)! ? misplace(path, `${text} 前后颠倒`, `${text} runs back.`) : [];
    });
  const found = [...outside('daysOff', daysOff), ...outside('makeUpDays', makeUpDays)];
  if (before.includes(String(year)))
    found.push(misplace([...at, 'year'], `${year} 年出现两次`, `The year ${year} stands twice.`));
  if (found.length > 0) return found;
  const off = new Set(daysOff.flatMap(expand));
  return makeUpDays.flatMap((day, n) =>
    off.has(day)
      ? misplace(
          [...at, 'makeUpDays', n],
          `${day} 既是放假日又是补班日`,
          `${day} is both a day off and a make-up working day.`,
        )
      : [],
  );
}

function readYaml(text: string): { value: unknown; positions: Positions } {
  const { value, diagnostics, positions } = parseYaml(text);
  if (positions && diagnostics.length === 0) return { value, positions };
  throw new CalendarFault(
    `it is no YAML (${diagnostics[0]?.message.en})`,
    diagnostics.map(({ code, line, column }) => ({ pointer: '', code, message: NO_YAML, line, column })),
  );
}
const NO_YAML: Text = {
  zh: '此处不是有效的 YAML，请检查缩进、括号与引号',
  en: 'No valid YAML: look at indents, brackets and quotes',
};

function expand(range: string): string[] {
  const [from, to = from] = range.split('..') as [string, string?];
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
