// `lianban due`: where a period ends, what is used of it, and why. The same computation as the engine's (core/clock).
import fs from 'node:fs';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { CalendarYearMissing, civilDate, dateOf, dayOf, type Calendar } from '../core/clock/calendar.ts';
import { dueOf, lightOn, totalOf, usedBy, type Course, type Stop } from '../core/clock/course.ts';
import { calendarAt } from '../core/clock/local-calendar.ts';
import { entriesOf } from '../core/clock/entries.ts';
import { parseLimit } from '../core/clock/limit.ts';
import { parseCalendar } from '../core/definition/calendar-file.ts';
import { sha256 } from '../ledger/sha256.ts';

/** What is asked, as typed. */
interface Asked {
  readonly from?: string;
  readonly limit?: string;
  readonly stop?: readonly string[];
  readonly resume?: readonly string[];
  readonly extend?: readonly string[];
  readonly now?: string;
  readonly warn?: string;
}
class WrongInput extends Error {}

export function dueCommand(program: Command): void {
  program
    .command('due')
    .description('where a period ends: last day, days used and left, light, and its ledger. 计算期限')
    .exitOverride(({ exitCode }) => process.exit(exitCode && 2))
    .option('--from <instant>', 'start, with zone: 2026-02-11T10:00+08:00; a date is 00:00 in Shanghai')
    .option('--limit <limit>', '5wd working days, 30d days, 8wh working hours, 2mo months, 1y years, 0wd on the spot')
    .option('--calendar <id>', 'calendar below definitions/calendars', 'cn')
    .option('--region <code>', 'division code, six digits: with the days of that region')
    .option('--stop <instant...>', 'the clock stops; in order, each with its --resume')
    .option('--resume <instant...>', 'it runs again; without one it stands still')
    .option('--extend <amount@instant...>', 'extended, in the unit of the limit: 3wd@2026-02-20T09:00+08:00')
    .option('--now <instant>', 'used and light are those of the end of this day; today when left out')
    .option('--warn <percent>', 'yellow from this percentage of the limit', '80%')
    .option('--json', 'print one JSON object')
    .option('--batch <file>', 'one JSON object of the same options a line; prints one result a line')
    .action(async (options: Asked & { calendar: string; region?: string; json?: true; batch?: string }) => {
      try {
        const calendar = readCalendar(options.calendar, options.region);
        if (options.batch !== undefined) return await printBatch(calendar, options.batch);
        const { course, answer } = compute(calendar, options);
        process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : table(course, answer));
      } catch (error) {
        if (!isWrong(error)) throw error;
        process.stderr.write(`lianban due: ${error.message}\n`);
        process.exitCode = 2;
      }
    });
}

const isWrong = (error: unknown): error is Error => error instanceof WrongInput || error instanceof CalendarYearMissing;

function readCalendar(id: string, region = '000000'): Calendar {
  if (!/^\d{6}$/.test(region)) throw new WrongInput(`--region ${region}: a division code has six digits`);
  const file = new URL(`../definitions/calendars/${id}.yaml`, import.meta.url);
  if (!/^[a-z][a-z0-9-]*$/.test(id) || !fs.existsSync(file)) throw new WrongInput(`no calendar "${id}"`);
  return calendarAt(parseCalendar(fs.readFileSync(file, 'utf8'), sha256), { region, organ: '' });
}

async function printBatch(calendar: Calendar, file: string): Promise<void> {
  if (!fs.existsSync(file)) throw new WrongInput(`no file ${file}`);
  const out: string[] = [];
  let number = 0;
  for await (const line of createInterface({ input: fs.createReadStream(file), crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === '') continue;
    try {
      out.push(JSON.stringify(compute(calendar, parseLine(line)).answer));
    } catch (error) {
      if (!isWrong(error)) throw error;
      process.exitCode = 2;
      process.stderr.write(`lianban due: line ${number}: ${error.message}\n`);
      out.push(JSON.stringify({ line: number, error: error.message }));
    }
  }
  process.stdout.write(out.map((l) => `${l}\n`).join(''));
}

const KEYS = ['from', 'limit', 'stop', 'resume', 'extend', 'now', 'warn'];
function parseLine(line: string): Asked {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new WrongInput('is no JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new WrongInput('is no JSON object');
  for (const [key, given] of Object.entries(value)) {
    if (!KEYS.includes(key)) throw new WrongInput(`"${key}" is no option; there are ${KEYS.join(', ')}`);
    const many = ['stop', 'resume', 'extend'].includes(key);
    const fits = many ? Array.isArray(given) && given.every((v) => typeof v === 'string') : typeof given === 'string';
    if (!fits) throw new WrongInput(`"${key}" must be ${many ? 'a list of texts' : 'a text'}`);
  }
  return value;
}

type Answer = ReturnType<typeof compute>['answer'];
function compute(calendar: Calendar, asked: Asked) {
  const from = instantOf('from', asked.from);
  const limit = parseLimit(asked.limit ?? '');
  if (!limit) throw new WrongInput(`--limit ${asked.limit ?? ''}: write 5wd, 30d, 8wh, 2mo or 1y`);
  const stops = stopsOf(asked.stop ?? [], asked.resume ?? []);
  const extensions = (asked.extend ?? []).map((text) => extensionOf(text, limit.unit));
  const course: Course = { from, limit, stops, extensions };
  const day = dayOf(asked.now === undefined ? Date.now() : instantOf('now', asked.now));
  const { dueOn, dueAt, provisional } = dueOf(calendar, course);
  const used = usedBy(calendar, course, day);
  const answer = {
    due: dueOn === undefined ? null : dateOf(dueOn),
    dueAt: dueAt === undefined ? null : new Date(dueAt).toISOString(),
    used,
    left: totalOf(course) - used,
    light: lightOn(calendar, course, day, percentOf(asked.warn ?? '80%')),
    provisional,
    ledger: entriesOf(calendar, course).map((e) => ({ ...e, at: new Date(e.at).toISOString() })),
  };
  return { course, answer };
}

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,3})?)?(Z|[+-][01]\d:[0-5]\d))?$/;
function instantOf(option: string, text: string | undefined): number {
  if (text === undefined) throw new WrongInput(`--${option} is missing`);
  const [, date, time] = INSTANT.exec(text) ?? [];
  const isDate = date !== undefined && new Date(`${date}T00:00Z`).toJSON()?.startsWith(date) === true;
  if (!isDate) throw new WrongInput(`--${option} ${text}: write an instant with zone, 2026-02-11T10:00+08:00`);
  return Date.parse(time === undefined ? `${date}T00:00+08:00` : text);
}

/** Pairs in order; the last may stand still. */
function stopsOf(stop: readonly string[], resume: readonly string[]): Stop[] {
  if (resume.length > stop.length) throw new WrongInput('there are more --resume than --stop');
  if (stop.length - resume.length > 1) throw new WrongInput('only the last --stop may be without its --resume');
  return stop.map((text, n) => {
    const from = instantOf('stop', text);
    if (resume[n] === undefined) return { from };
    const to = instantOf('resume', resume[n]);
    if (to < from) throw new WrongInput(`--resume ${resume[n]} is before its --stop ${text}`);
    return { from, to };
  });
}

function extensionOf(text: string, unit: string) {
  const at = text.indexOf('@');
  const by = at < 0 ? undefined : parseLimit(text.slice(0, at));
  if (!by) throw new WrongInput(`--extend ${text}: write 3wd@2026-02-20T09:00+08:00`);
  if (by.unit !== unit) throw new WrongInput(`--extend ${text}: an extension is in the unit of its limit (${unit})`);
  return { at: instantOf('extend', text.slice(at + 1)), by: by.amount };
}

function percentOf(text: string): number {
  const percent = /^(\d{1,3})%?$/.exec(text)?.[1];
  if (percent === undefined || Number(percent) > 100) throw new WrongInput(`--warn ${text}: write a percentage, 80%`);
  return Number(percent);
}

const KINDS = { start: '起算 start', stop: '停表 stop', resume: '续表 resume', extend: '延期 extend' } as const;
const LIGHTS = { green: '绿灯 green', yellow: '黄灯 yellow', red: '红灯 red', stopped: '停表 stopped' } as const;
function table({ limit }: Course, answer: Answer): string {
  const rows = answer.ledger.map((e) =>
    [
      civilDate(Date.parse(e.at)),
      KINDS[e.kind].padEnd(9),
      String(e.used).padStart(5),
      String(e.left).padStart(5),
      e.dueAfter ?? '—',
    ].join('  '),
  );
  const due =
    answer.due === null
      ? '停表中，无届满日 stands still'
      : `${answer.due}${answer.provisional ? '（暂定 provisional）' : ''}`;
  return [
    `届满 due    ${due}`,
    `已用 used   ${answer.used} ${limit.unit}`,
    `剩余 left   ${answer.left} ${limit.unit}`,
    `灯色 light  ${LIGHTS[answer.light]}`,
    '',
    '日期 date   事由         used   left  届满 due',
    ...rows,
    '',
  ].join('\n');
}
