// Until when one who was refused may go further: the general periods, counted from the service (行政复议法 Art. 20: sixty days; 行政诉讼法
// Art. 46: six months). Where a law says otherwise, the document's own words do.
import { CalendarYearMissing, civilDate, dateOf, type Calendar } from '../clock/calendar.ts';
import { dueOf } from '../clock/course.ts';
import type { InstrumentKind } from '../engine/instruments.ts';
import type { PlanItem } from '../engine/plan.ts';
import type { Text } from '../text.ts';

export interface RemedyPeriods {
  readonly from: string;
  readonly reconsiderBy: string;
  readonly sueBy: string;
  readonly words: Text;
}
const REFUSALS: readonly InstrumentKind[] = ['decline-decision', 'decision-refused'];

/** None where nothing was refused or no remedy is given, and where the calendar does not reach so far. */
export function remedyPeriods(
  calendar: Calendar,
  planned: PlanItem | undefined,
  kind: InstrumentKind,
  servedAt: number,
): RemedyPeriods | undefined {
  if (!planned?.remedies || !REFUSALS.includes(kind)) return undefined;
  const until = (amount: number, unit: 'd' | 'mo') =>
    dateOf(dueOf(calendar, { from: servedAt, limit: { amount, unit } }).dueOn!);
  try {
    const from = civilDate(servedAt);
    const reconsiderBy = until(60, 'd');
    const sueBy = until(6, 'mo');
    const words = {
      zh: `自送达之日（${from}）起算，当日不计：申请行政复议至 ${reconsiderBy}，提起行政诉讼至 ${sueBy}`,
      en: `from the service on ${from}, that day not counted: reconsideration until ${reconsiderBy}, suit until ${sueBy}`,
    };
    return { from, reconsiderBy, sueBy, words };
  } catch (error) {
    if (error instanceof CalendarYearMissing) return undefined;
    throw error;
  }
}
