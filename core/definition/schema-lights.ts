// Lights and escalation in the definition format: from when a clock is yellow, and who is told at which threshold.
import { z } from 'zod';
import { CLOCK_KINDS } from '../clock/deadline-ledger.ts';
import { TOLD_ROLES } from '../engine/plan.ts';
import { limit } from './schema-words.ts';

const escalation = z
  .strictObject({
    at: z.union([z.literal('yellow'), z.literal('red'), limit]).meta({
      description: '`yellow`, `red`, or so long after the end: `2wd`. 触发时点：黄灯、红灯或超期后多久。',
    }),
    tell: z.array(z.enum(TOLD_ROLES)).min(1).max(TOLD_ROLES.length).meta({
      description: `Who is told: reviewer, decider, head of the organ that is to act; the lead's coordinator; the territory's supervisor. 通知对象。`,
    }),
    answerWithin: limit.optional().meta({ description: 'Within how long they owe an answer. 答复期限。' }),
  })
  .meta({ id: 'Escalation', description: 'One step of the chain. 督办。' });

const stepLights = {
  yellowPercent: z.number().int().min(1).max(100).optional().meta({
    description: 'Yellow from this percentage of the limit on. 黄灯阈值（百分比）。',
  }),
  yellowBefore: limit.optional().meta({
    description: 'Yellow so long before the end; with both, whichever comes first. 届满前多久亮黄灯。',
  }),
  escalation: z.array(escalation).max(10).optional().meta({ description: 'The chain of who is told. 督办链。' }),
};

export const lights = z
  .strictObject({
    ...stepLights,
    steps: z
      .partialRecord(z.enum(CLOCK_KINDS), z.strictObject(stepLights))
      .optional()
      .meta({ description: 'Of one kind of clock alone, instead. 单类时钟的设置。' }),
  })
  .meta({ id: 'Lights', description: 'Neither percentage nor time: 90 %. 红黄灯与督办。' });
