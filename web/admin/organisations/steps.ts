// The steps of a change as forms: which fields each has. What may be done the API decides; here only what is asked for.
import { midnightOf } from '../../parts/dates.ts';
import type { Step, StepType } from './organisation-queries.ts';

export type FieldKind = 'id' | 'text' | 'role' | 'kind' | 'division' | 'person' | 'from' | 'until';
export interface Field {
  readonly id: string;
  readonly kind: FieldKind;
  readonly optional?: true;
}
const NAME: readonly Field[] = [
  { id: 'name.zh', kind: 'text' },
  { id: 'name.en', kind: 'text' },
];
const PERSON: Field = { id: 'personId', kind: 'person' };
const PERIOD: readonly Field[] = [
  { id: 'from', kind: 'from', optional: true },
  { id: 'until', kind: 'until', optional: true },
];
const AT: Field = { id: 'at', kind: 'from', optional: true };

/** What people type; what the step is about is given by where the form was opened. */
export const STEP_FIELDS: Readonly<Record<StepType, readonly Field[]>> = {
  createOrganisation: [
    { id: 'id', kind: 'id' },
    { id: 'kind', kind: 'kind' },
    { id: 'divisionCode', kind: 'division' },
    ...NAME,
  ],
  renameOrganisation: NAME,
  moveOrganisation: [
    { id: 'parentId', kind: 'id' },
    { id: 'divisionCode', kind: 'division', optional: true },
  ],
  closeOrganisation: [],
  createPost: [{ id: 'id', kind: 'id' }, { id: 'role', kind: 'role' }, ...NAME],
  renamePost: NAME,
  closePost: [],
  appoint: [PERSON, ...PERIOD],
  endAppointment: [AT],
  substitute: [PERSON, PERIOD[0]!, { id: 'until', kind: 'until' }],
  registerRepresentative: [{ id: 'principalId', kind: 'person' }, PERSON, ...PERIOD],
  endRepresentative: [{ id: 'principalId', kind: 'person' }, PERSON, AT],
};
/** Steps that take something away: asked once more before they are noted. */
export const TAKES_AWAY: ReadonlySet<StepType> = new Set([
  'closeOrganisation',
  'closePost',
  'endAppointment',
  'endRepresentative',
]);

export type Typed = Readonly<Record<string, string>>;

/** @param given what the form was opened with: ids of the organisation, post, person */
export function stepOf(type: StepType, given: Typed, typed: Typed): Step {
  const fields = STEP_FIELDS[type].flatMap(({ id, kind }): [string, unknown][] => {
    const text = typed[id]?.trim() ?? '';
    if (text === '' || id.startsWith('name.')) return [];
    if (kind === 'from') return [[id, midnightOf(text)]];
    if (kind === 'until') return [[id, midnightOf(text, 1)]]; // the day itself is still his
    return [[id, text]];
  });
  const zh = typed['name.zh']?.trim();
  const name = zh === undefined ? {} : { name: { zh, en: typed['name.en']?.trim() || zh } };
  return { type, ...given, ...Object.fromEntries(fields), ...name } as Step;
}
