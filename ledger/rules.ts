// Plans and calendars by content hash: immutable, so once read they are kept.
import { DomainError } from '../core/errors.ts';
import type { Calendar } from '../core/clock/calendar.ts';
import type { Rules } from '../core/engine/rules.ts';
import type { Plan } from '../core/engine/plan.ts';
import { findCalendar, findCurrentCalendarHash, findCurrentDefinition, findPlan } from '../db/definitions.ts';
import type { Db } from '../db/db.ts';

/** The calendar new cases are dated by. */
export const CALENDAR_ID = 'cn';

export interface RuleBook {
  getPlan(db: Db, hash: string): Promise<Plan>;
  getRules(db: Db, planHash: string, calendarHash: string): Promise<Rules>;
  /** What a new case of the matter starts with. */
  getCurrent(db: Db, matter: string): Promise<{ rules: Rules; planHash: string }>;
}

export function createRuleBook(): RuleBook {
  const plans = new Map<string, Plan>();
  const calendars = new Map<string, Calendar>();
  async function keep<T>(
    kept: Map<string, T>,
    hash: string,
    find: () => Promise<T | undefined>,
    what: string,
  ): Promise<T> {
    const known = kept.get(hash);
    if (known) return known;
    const found = await find();
    if (!found) throw new Error(`${what} ${hash} is not in the database`);
    kept.set(hash, found);
    return found;
  }
  const getPlan = (db: Db, hash: string) => keep(plans, hash, () => findPlan(db, hash), 'plan');
  const getCalendar = (db: Db, hash: string) => keep(calendars, hash, () => findCalendar(db, hash), 'calendar');
  return {
    getPlan,
    getRules: async (db, planHash, calendarHash) => ({
      plan: await getPlan(db, planHash),
      calendar: await getCalendar(db, calendarHash),
    }),
    async getCurrent(db, matter) {
      const definition = await findCurrentDefinition(db, matter);
      if (!definition) throw new DomainError('matter-not-found', `There is no joint matter ${matter} to apply for.`);
      const calendarHash = await findCurrentCalendarHash(db, CALENDAR_ID);
      if (!calendarHash) throw new Error(`no calendar ${CALENDAR_ID} is published`);
      const { planHash } = definition;
      return { planHash, rules: { plan: await getPlan(db, planHash), calendar: await getCalendar(db, calendarHash) } };
    },
  };
}
