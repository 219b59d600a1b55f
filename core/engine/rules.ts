import type { Calendar } from '../clock/calendar.ts';
import type { Plan } from './plan.ts';

/** What a case is decided by: the plan it was submitted with and the calendar version its dates are computed with. */
export interface Rules {
  readonly plan: Plan;
  readonly calendar: Calendar;
}
