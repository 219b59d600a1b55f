// What each action of an officer asks for, and where it is sent. Which of them can be done, and why not, says the API (`actions`).
import { languageNow, inWords } from '../app/words.ts';
import type { AllowedAction, TaskDetail, TaskPath } from './task-queries.ts';

export type Values = Readonly<Record<string, string>>;
export interface Field {
  readonly id: string;
  /** Key of the portal's words, or a text of the definition. */
  readonly label: string | { readonly zh: string; readonly en: string };
  readonly kind: 'choice' | 'area' | 'basis' | 'text' | 'date' | 'number' | 'limit';
  readonly choices?: readonly { readonly value: string; readonly label: string; readonly why?: string }[];
  /** Keys of phrases that are offered. */
  readonly phrases?: readonly string[];
  readonly optional?: true;
}
export interface Act {
  readonly path: TaskPath;
  fields(task: TaskDetail, values: Values, t: (key: string) => string): readonly Field[];
  body(values: Values, task: TaskDetail): object | undefined;
  /** Nothing is asked and nobody is told: done at once. */
  readonly atOnce?: true;
}
const GOOD = ['complete', 'meets'];
const BAD = ['incomplete', 'fails'];
const none = { fields: () => [], body: () => undefined };
const area = (id: string, label: string, phrases: readonly string[] = []): Field => ({
  id,
  label,
  kind: 'area',
  phrases,
});
const DOCUMENT: Field = { id: 'document', label: 'document', kind: 'text', optional: true };
const REFUSAL: readonly Field[] = [
  area('reason', 'reason', BAD),
  { id: 'legalBasis', label: 'legalBasis', kind: 'basis' },
];
const named = ({ document }: Values) => (document?.trim() ? { document: document.trim() } : {});

/** The ways of one action that can be gone now; the others say why not. */
const ways = (task: TaskDetail, action: string, label: (option: string) => string) =>
  task.actions
    .filter((a): a is AllowedAction & { option: string } => a.action === action && a.option !== undefined)
    .map(({ option, allowed, reason }) => ({
      value: option,
      label: label(option),
      ...(!allowed && { why: inWords(reason) }),
    }));

export const ACTS: Readonly<Record<string, Act>> = {
  claim: { path: '/api/tasks/{id}/claim', ...none, atOnce: true },
  release: { path: '/api/tasks/{id}/release', ...none, atOnce: true },
  decide: {
    path: '/api/tasks/{id}/decision',
    fields: (task, values, t) => [
      { id: 'outcome', label: 'outcome', kind: 'choice', choices: ways(task, 'decide', (o) => t(`act.decide.${o}`)) },
      ...(values['outcome'] === 'granted'
        ? task.outputs.map((o): Field => ({ id: `output.${o.id}`, label: o.label, kind: outputKind(o.type) }))
        : []),
      ...(values['outcome'] === 'refused' ? REFUSAL : []),
    ],
    body: (values, { revision, outputs }) =>
      values['outcome'] === 'granted'
        ? {
            revision,
            outcome: 'granted',
            ...(outputs.length > 0 && {
              outputs: Object.fromEntries(
                outputs.map((o) => {
                  const value = values[`output.${o.id}`] ?? '';
                  return [o.id, o.type === 'number' ? Number(value) : value.trim()];
                }),
              ),
            }),
          }
        : { revision, outcome: 'refused', reason: values['reason'], legalBasis: values['legalBasis'] },
  },
  review: {
    path: '/api/tasks/{id}/review',
    fields: (_task, values, t) => [
      {
        id: 'proposal',
        label: 'proposal',
        kind: 'choice',
        choices: ['granted', 'refused'].map((value) => ({ value, label: t(`review.${value}`) })),
      },
      { ...area('opinion', 'opinion', values['proposal'] === 'refused' ? BAD : GOOD), optional: true },
    ],
    body: ({ proposal, opinion }, { revision }) => ({ revision, proposal, ...(opinion?.trim() && { opinion }) }),
  },
  accept: { path: '/api/tasks/{id}/acceptance', fields: () => [], body: () => ({ outcome: 'accept' }) },
  declineAcceptance: {
    path: '/api/tasks/{id}/acceptance',
    fields: () => REFUSAL,
    body: ({ reason, legalBasis }) => ({ outcome: 'decline', reason, legalBasis }),
  },
  notifyCorrection: {
    path: '/api/tasks/{id}/correction',
    fields: () => [area('content', 'content'), DOCUMENT],
    body: (values) => ({ content: values['content'], ...named(values) }),
  },
  startSpecialProcedure: {
    path: '/api/tasks/{id}/special-procedure',
    fields: (task, values) => [
      {
        id: 'ground',
        label: 'ground',
        kind: 'choice',
        choices: ways(task, 'startSpecialProcedure', (g) => inWords(task.grounds.find((x) => x.ground === g)?.name)),
      },
      ...(values['ground'] === 'hearing'
        ? [{ id: 'heldOn', label: 'heldOn', kind: 'date', optional: true } as const]
        : []),
      { id: 'expected', label: 'expected', kind: 'limit' },
      DOCUMENT,
    ],
    body: (values) => ({
      ground: values['ground'],
      expected: values['expected'],
      ...(values['heldOn'] && values['ground'] === 'hearing' && { heldOn: values['heldOn'] }),
      ...named(values),
    }),
  },
  endSpecialProcedure: { path: '/api/tasks/{id}/special-procedure/end', ...none },
  requestExtension: {
    path: '/api/tasks/{id}/extension',
    fields: () => [area('reason', 'reason')],
    body: ({ reason }) => ({ reason }),
  },
  decideExtension: {
    path: '/api/tasks/{id}/extension/decision',
    fields: (_task, _values, t) => [
      {
        id: 'approve',
        label: 'outcome',
        kind: 'choice',
        choices: [
          { value: 'true', label: t('approve') },
          { value: 'false', label: t('refuse') },
        ],
      },
      DOCUMENT,
    ],
    body: (values) => ({ approve: values['approve'] === 'true', ...named(values) }),
  },
  tellHearingRight: { path: '/api/tasks/{id}/hearing-notice', ...none },
  recordAfterCheck: {
    path: '/api/cases/{no}/after-checks',
    fields: (_task, _values, t) => [
      {
        id: 'kept',
        label: 'outcome',
        kind: 'choice',
        choices: [
          { value: 'true', label: t('kept') },
          { value: 'false', label: t('broken') },
        ],
      },
      { id: 'document', label: 'checkDocument', kind: 'text' },
    ],
    body: ({ kept, document }, { item }) => ({ item, kept: kept === 'true', document }),
  },
};

const outputKind = (type: string): Field['kind'] => (type === 'date' || type === 'number' ? type : 'text');
export const labelOf = (field: Field, t: (key: string) => string): string =>
  typeof field.label === 'string' ? t(field.label) : field.label[languageNow()];
