import type { Calendar } from '../../../core/clock/calendar.ts';
import type { Rules } from '../../../core/engine/rules.ts';
import type { Command, Submit } from '../../../core/engine/commands.ts';
import type { ContentRef } from '../../../core/engine/events.ts';
import { evolveAll } from '../../../core/engine/evolve.ts';
import { decide } from '../../../core/engine/decide.ts';
import { catchUp } from '../../../core/engine/agenda.ts';
import { DomainError } from '../../../core/errors.ts';
import type { Plan, PlanItem } from '../../../core/engine/plan.ts';
import { initialState, type CaseState } from '../../../core/engine/state.ts';

export const text = (word: string) => ({ zh: word, en: word });
export const ref = (id = 'r'): ContentRef => ({ id, hash: `hash-of-${id}` });

/** 2026 as the State Council arranged it around the Spring Festival and National Day; enough for these tests. */
export const calendar: Calendar = {
  id: 'cn',
  version: 'test',
  hash: 'calendar-hash',
  years: [
    {
      year: 2026,
      notices: [{ number: '国办发明电〔2025〕7号', date: '2025-11-04', title: '' }],
      daysOff: [15, 16, 17, 18, 19, 20, 21, 22, 23].map((d) => `2026-02-${d}`).concat(['2026-10-01', '2026-10-02']),
      makeUpDays: ['2026-02-14', '2026-02-28'],
    },
  ],
};

export function item(id: string, more: Partial<PlanItem> = {}): PlanItem {
  const organ = `${id}-organ`;
  return {
    id,
    name: text(id),
    legalType: 'licence',
    organs: { accepts: organ, decides: organ, issues: organ, supervises: organ },
    region: '310199',
    after: [],
    presence: 'required',
    acceptance: 'none',
    limits: {
      statutory: { amount: 20, unit: 'wd' },
      committed: { amount: 5, unit: 'wd' },
      starts: 'received',
      basis: text('law'),
    },
    outputs: [],
    reads: { form: [], materials: [] },
    refusable: true,
    remedies: { reconsideration: text('gov'), suit: text('court') },
    ...more,
  };
}

export function plan(items: readonly PlanItem[], more: Partial<Plan> = {}): Plan {
  return {
    format: 1,
    matter: 'test-matter',
    version: '1',
    name: text('test'),
    summary: text('test'),
    lead: 'lead-organ',
    region: '310199',
    committedLimit: { amount: 10, unit: 'wd' },
    lights: { yellowPercent: 80 },
    receipt: { at: 'submission' },
    guide: [],
    form: { groups: [] },
    materials: [],
    items,
    conditions: {},
    sources: [],
    ...more,
  };
}
export const rules = (items: readonly PlanItem[], more: Partial<Plan> = {}): Rules => ({
  plan: plan(items, more),
  calendar,
});

export const submission = (more: Partial<Submit> = {}): Submit => ({
  type: 'submit',
  form: ref('form'),
  formVersion: 1,
  facts: {},
  conditionsHash: 'c',
  materials: [],
  deselected: [],
  held: [],
  channel: 'web',
  ...more,
});

export const MONDAY = Date.parse('2026-03-02T10:00+08:00');
export const HOUR = 3_600_000;

/** A case played on the pure engine: time first, then the command, as the ledger does it. */
export class Played {
  state: CaseState = initialState;
  readonly rules: Rules;
  constructor(given: Rules, submit: Submit = submission(), at = MONDAY) {
    this.rules = given;
    this.do(submit, at);
    this.time(at);
  }
  do(command: Command, at = MONDAY) {
    if (this.state.status !== 'none') this.time(at);
    const events = decide(this.rules, this.state, command, at);
    this.state = evolveAll(this.state, events);
    return events;
  }
  time(now: number) {
    const events = catchUp(this.rules, this.state, now);
    this.state = evolveAll(this.state, events);
    return events;
  }
  grant(id: string, at = MONDAY + HOUR) {
    return this.do({ type: 'decide', item: id, revision: this.state.items[id]?.revision ?? 1, outcome: 'granted' }, at);
  }
  refuse(id: string, at = MONDAY + HOUR) {
    return this.do(
      { type: 'decide', item: id, revision: 1, outcome: 'refused', reason: ref('why'), legalBasis: 'Art. 1' },
      at,
    );
  }
  get statuses() {
    return Object.fromEntries(Object.entries(this.state.items).map(([id, i]) => [id, i.status]));
  }
}

/** The code of the refusal, `none` when there is none; any other error is thrown. */
export function code(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return 'none';
}
