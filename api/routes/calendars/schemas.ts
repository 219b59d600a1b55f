import { z } from 'zod';
import { allowedAction, civilDate, instant } from '../../schemas.ts';

const notice = z.object({ number: z.string(), date: civilDate, title: z.string() });
const span = z.tuple([z.number().int(), z.number().int()]).meta({ description: 'Minutes after midnight' });
export const published = z
  .object({ id: z.string(), version: z.string(), hash: z.string(), publishedAt: instant })
  .meta({ id: 'PublishedCalendar', description: '工作日历版本' });
export const calendarList = z.object({ calendars: z.array(published) });
export const calendar = z
  .object({
    id: z.string(),
    version: z.string(),
    hash: z.string(),
    officeHours: z.array(span).nullable().meta({ description: 'null: the usual, 09:00–12:00 and 13:30–17:00' }),
    organisations: z.record(z.string(), z.array(span)).meta({ description: 'Those that have hours of their own' }),
    regions: z
      .record(z.string(), z.array(z.object({ date: civilDate, works: z.boolean(), source: notice })))
      .meta({ description: 'Days on which a region differs, by division code' }),
    receiptOutsideOfficeHours: z.enum(['sameDay', 'nextWorkingDay']),
    counterEnds: z.enum(['officeHours', 'midnight']),
    years: z.array(
      z.object({
        year: z.number().int(),
        provisional: z.boolean().meta({ description: 'No notice yet: the statutory holidays alone' }),
        notices: z.array(notice),
        daysOff: z.array(civilDate),
        makeUpDays: z.array(civilDate),
      }),
    ),
    source: z.string().meta({ description: 'The calendar file, YAML' }),
  })
  .meta({ id: 'Calendar', description: '工作日历' });
export const effect = z
  .object({
    openCases: z.number().int(),
    moved: z.number().int().meta({ description: 'Cases of which a date moves' }),
    earlier: z.number().int(),
    later: z.number().int(),
    mostDays: z.number().int().meta({ description: 'The furthest that a date moves, in days' }),
    newlyOverdue: z.array(z.string()).meta({ description: 'In time now, overdue then; the first hundred' }),
  })
  .meta({ id: 'CalendarEffect', description: '对在办件的影响' });
export const rollout = z
  .object({
    cases: z.number().int(),
    moved: z.number().int(),
    failed: z.number().int(),
    remaining: z.number().int().meta({ description: 'Open cases that are dated by another version still' }),
    startedAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'CalendarRollout' });
export const proposal = z
  .object({
    id: z.uuid(),
    calendar: z.string(),
    version: z.string(),
    hash: z.string(),
    status: z.enum(['proposed', 'published', 'rejected']),
    proposedBy: z.string(),
    proposedAt: instant,
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
    rollout: rollout.nullable(),
    actions: z.array(allowedAction).meta({ description: 'Whether you may decide on it' }),
  })
  .meta({ id: 'CalendarProposal', description: '工作日历提案' });
export const proposalDetail = proposal.extend({ content: calendar }).meta({ id: 'CalendarProposalDetail' });
export const proposals = z.object({ proposals: z.array(proposal) });
export const proposeBody = z.strictObject({
  source: z.string().min(1).max(100_000).meta({ description: 'The calendar file, YAML' }),
});
export const proposalParams = z.object({ id: z.uuid() });
export const calendarParams = z.object({ id: z.string().max(40), version: z.string().max(40) });
