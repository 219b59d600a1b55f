// Deadlines once more, day by day and minute by minute, from the calendar file's own text. Nothing of core/ is used here: two programs
// that agree on every case have hardly the same fault.
import fs from 'node:fs';

const text = fs.readFileSync(new URL('../../../definitions/calendars/cn.yaml', import.meta.url), 'utf8');
const off = new Set<string>();
const made = new Set<string>();
export function next(date: string, days = 1): string {
  const d = new Date(`${date}T12:00:00Z`);
  d.setUTCDate(d.getUTCDate() + days);
  return d.toISOString().slice(0, 10);
}
for (const line of text.split('\n')) {
  const range = /^ +- (\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?/.exec(line);
  if (range) for (let d = range[1]!; d <= (range[2] ?? range[1]!); d = next(d)) off.add(d);
  const worked = /makeUpDays: \[(.*)\]/.exec(line);
  if (worked) for (const [d] of worked[1]!.matchAll(/\d{4}-\d\d-\d\d/g)) made.add(d);
}
const known = new Map<string, boolean>();
export function works(date: string): boolean {
  let answer = known.get(date);
  if (answer === undefined) {
    const weekday = new Date(`${date}T12:00:00Z`).toLocaleDateString('en', { weekday: 'short', timeZone: 'UTC' });
    answer = made.has(date) || (!off.has(date) && weekday !== 'Sat' && weekday !== 'Sun');
    known.set(date, answer);
  }
  return answer;
}

export interface Asked {
  /** Civil dates. */
  readonly from: string;
  readonly amount: number;
  readonly unit: 'wd' | 'd' | 'mo' | 'y';
  readonly stops: readonly { readonly from: string; readonly to?: string }[];
  readonly extended: number;
}
const END = '2027-12-31';

/** Whether the clock runs through this day: no stop that began before it has still to end when it begins. */
const runs = (stops: Asked['stops'], day: string) =>
  stops.every((s) => !(s.from < day && (s.to === undefined || s.to >= day)));

function laterByMonths(date: string, months: number): string {
  const [y, m, d] = date.split('-').map(Number) as [number, number, number];
  const total = y * 12 + (m - 1) + months;
  const month = `${Math.floor(total / 12)}-${String((total % 12) + 1).padStart(2, '0')}`;
  for (let day = d; ; day -= 1) {
    const found = `${month}-${String(day).padStart(2, '0')}`;
    if (!Number.isNaN(Date.parse(found)) && new Date(found).toISOString().startsWith(found)) return found;
  }
}

/** The last day; null when it stands still before; undefined when it lies beyond the years known. */
export function dueBy({ from, amount, unit, stops, extended }: Asked): string | null | undefined {
  const whole = amount + extended;
  let last = from;
  if (unit === 'mo' || unit === 'y') {
    // a day later for each day on which it did not run
    let target = laterByMonths(from, whole * (unit === 'y' ? 12 : 1));
    for (let day = next(from); day <= target; day = next(day)) {
      if (runs(stops, day)) continue;
      if (stops.some((s) => s.to === undefined && s.from < day)) return null;
      target = next(target);
      if (target > END) return undefined;
    }
    if (target > END) return undefined;
    last = target;
  } else {
    for (let used = 0; used < whole;) {
      last = next(last);
      if (last > END) return stops.some((s) => s.to === undefined) ? null : undefined;
      if (runs(stops, last) && (unit === 'd' || works(last))) used += 1;
    }
  }
  if (unit === 'wd' && whole > 0) return last;
  while (!works(last)) last = next(last);
  return last > END ? undefined : last;
}

export function usedOn({ from, unit, stops }: Pick<Asked, 'from' | 'unit' | 'stops'>, day: string): number {
  let used = 0;
  for (let d = next(from); d <= day; d = next(d)) if (runs(stops, d) && (unit !== 'wd' || works(d))) used += 1;
  return used;
}

/** Office minutes, one after another: the minute after which so many have run. `minutes` are counted from 2026-01-01T00:00+08:00. */
export function hoursDue(from: number, hours: number, stops: readonly { from: number; to: number }[]): number {
  let left = hours * 60;
  for (let minute = from; ; minute += 1) {
    if (left === 0) return minute;
    const day = next('2026-01-01', Math.floor(minute / 1440));
    const time = minute % 1440;
    const open = (time >= 540 && time < 720) || (time >= 810 && time < 1020);
    if (open && works(day) && !stops.some((s) => s.from <= minute && minute < s.to)) left -= 1;
  }
}
