import { z } from 'zod';
import { CLOCK_KINDS } from '../../../core/clock/deadline-ledger.ts';
import { DIMENSIONS, SIGHTS, type Dimension } from '../../../db/reads/supervision.ts';
import { civilDate, instant, kebabId, light, page, personId, provisional, text } from '../../schemas.ts';

const district = z
  .string()
  .regex(/^(\d{6}|\d{9}|\d{12})$/)
  .meta({ description: '行政区划代码: the division and all below it' });
const filter = {
  light: z.enum(SIGHTS).optional().meta({
    description: 'A light; overdue: an organ is late; stopped-too-long: a special procedure has outlived what was told',
  }),
  kind: z.enum(CLOCK_KINDS).optional(),
  organ: kebabId.optional(),
  matter: kebabId.optional(),
  officer: personId.optional().meta({ description: 'Who has claimed the task' }),
  district: district.optional(),
};
export const clockQuery = z.object({ ...page, ...filter });
export const countQuery = z.object({
  by: z.enum(Object.keys(DIMENSIONS) as [Dimension, ...Dimension[]]),
  ...filter,
});

export const seenClock = z
  .object({
    caseNo: z.string(),
    clock: z.string(),
    kind: z.enum(CLOCK_KINDS),
    name: text,
    bound: z.enum(['organ', 'applicant']),
    matter: z.string(),
    matterName: text,
    item: z.string().nullable(),
    itemName: text.nullable(),
    district: z.string(),
    organ: z.string(),
    organName: text.nullable(),
    officer: z.string().nullable().meta({ description: 'Who has claimed the task' }),
    postName: text.nullable().meta({ description: 'The post by which the task was claimed' }),
    task: z.uuid().nullable(),
    light,
    dueOn: civilDate.nullable().meta({ description: 'The last day; null while it stands still' }),
    provisional,
    dueAt: instant.nullable(),
    warnAt: instant.nullable(),
  })
  .meta({ id: 'SeenClock', description: '监督时限' });
export const seenClocks = z.object({
  at: instant.meta({ description: 'The lights are of this moment' }),
  clocks: z.array(seenClock),
  next: z.string().nullable(),
});
const count = z.number().int();
export const counts = z.object({
  at: instant,
  counts: z.array(
    z
      .object({
        key: z.string().nullable().meta({ description: 'null: claimed by nobody' }),
        name: text.nullable(),
        green: count,
        yellow: count,
        red: count,
        stopped: count,
        overdue: count,
        stoppedTooLong: count,
        clocks: count,
        cases: count,
      })
      .meta({ id: 'SeenCount', description: '监督统计' }),
  ),
});

const period = {
  from: civilDate.optional().meta({ description: 'First day of decisions; 90 days ago when left out' }),
  to: civilDate.optional().meta({ description: 'Last day of decisions; today when left out' }),
  organ: kebabId.optional(),
  matter: kebabId.optional(),
  item: kebabId.optional(),
  district: district.optional(),
};
export const durationQuery = z.object(period);
export const spentQuery = z.object({ ...page, ...period });
const unit = z
  .enum(['wd', 'd', 'wh', 'mo', 'y'])
  .meta({ description: 'Of the limit; what is used of mo and y is days' });
const amount = z.number();
export const durations = z.object({
  from: civilDate,
  to: civilDate,
  durations: z.array(
    z
      .object({
        organ: z.string(),
        organName: text.nullable(),
        matter: z.string(),
        item: z.string(),
        itemName: text.nullable(),
        unit,
        decided: count,
        late: count,
        committed: amount,
        median: amount,
        p90: amount,
        most: amount,
      })
      .meta({ id: 'Duration', description: '承诺时限与实际用时' }),
  ),
});
export const spentTasks = z.object({
  tasks: z.array(
    z
      .object({
        caseNo: z.string(),
        matter: z.string(),
        item: z.string(),
        itemName: text.nullable(),
        organ: z.string(),
        task: z.uuid(),
        post: z.string().nullable().meta({ description: 'By which the task was claimed' }),
        postName: text.nullable(),
        officer: z.string().nullable(),
        startedAt: instant,
        claimedAt: instant.nullable(),
        endedAt: instant,
        unit,
        committed: amount,
        used: amount,
        late: z.boolean(),
      })
      .meta({ id: 'SpentTask', description: '办件用时' }),
  ),
  next: z.string().nullable(),
});
