// The parts of a draft, each with its path: what most rules walk over.
import type { ConditionScope, ScopeField } from './condition-scope.ts';
import type { Path } from './diagnostic.ts';
import type { DeepPartial, Draft, DraftField, DraftItem } from './draft.ts';
import type { Definition } from './schema.ts';

export interface Part<T> {
  readonly part: T;
  readonly path: Path;
}

/** What is there of a list, with the index it has in the text. */
export const partsOf = <T>(list: readonly (T | undefined)[] | undefined, path: Path): Part<T>[] =>
  (list ?? []).flatMap((part, index) => (part === undefined ? [] : [{ part, path: [...path, index] }]));

export const itemsOf = (draft: Draft): Part<DraftItem>[] => partsOf(draft.items, ['items']);
export const groupsOf = (draft: Draft): Part<DeepPartial<Definition['form']['groups'][number]>>[] =>
  partsOf(draft.form?.groups, ['form', 'groups']);
export const fieldsOf = (draft: Draft): Part<DraftField>[] =>
  groupsOf(draft).flatMap((g) => partsOf(g.part.fields, [...g.path, 'fields']));
export const conditionsOf = (draft: Draft): { id: string; expression: string; path: Path }[] =>
  Object.entries(draft.conditions ?? {}).flatMap(([id, expression]) =>
    expression === undefined ? [] : [{ id, expression, path: ['conditions', id] }],
  );

/** Every `when` of the draft: condition id and where it stands. */
export function conditionUses(draft: Draft): { id: string; path: Path }[] {
  const fields = fieldsOf(draft);
  const parts: Part<{ readonly when?: string }>[] = [
    ...groupsOf(draft),
    ...fields,
    ...fields.flatMap((f) => partsOf(f.part.fields, [...f.path, 'fields'])),
    ...partsOf(draft.materials, ['materials']),
    ...itemsOf(draft),
  ];
  return parts.flatMap(({ part, path }) =>
    part.when === undefined ? [] : [{ id: part.when, path: [...path, 'when'] }],
  );
}

/** What the conditions of a draft may read. A field of unreadable type counts as text. */
export function draftScope(draft: Draft): ConditionScope {
  const scopeField = ({ part }: Part<DraftField>): ScopeField[] => {
    const { id, type = 'text', fields } = part;
    return id === undefined ? [] : [{ id, type, fields: partsOf<DraftField>(fields, []).flatMap(scopeField) }];
  };
  return {
    fields: fieldsOf(draft).flatMap(scopeField),
    guide: partsOf(draft.guide, ['guide']).flatMap(({ part: { id, type = 'boolean' } }) =>
      id === undefined ? [] : [{ id, type }],
    ),
  };
}

/** The guide questions with every answer there is. */
export const guideValues = (draft: Draft): { id: string; values: (boolean | string)[] }[] =>
  partsOf(draft.guide, ['guide']).flatMap(({ part: { id, type, options } }) =>
    id === undefined
      ? []
      : [{ id, values: type === 'choice' ? partsOf(options, []).flatMap((o) => o.part.value ?? []) : [true, false] }],
  );

/** Whether a fact's path, or one above it, stands under `sources`. */
export const isSourced = (draft: Draft, path: string): boolean =>
  partsOf(draft.sources, ['sources']).some(({ part }) => path === part.path || path.startsWith(`${part.path}/`));

/** Whether exactly this fact was read in a document, of which the article is named. */
export const hasArticle = (draft: Draft, path: string): boolean =>
  partsOf(draft.sources, ['sources']).some(
    ({ part }) => path === part.path && typeof part.source === 'object' && part.source.article !== undefined,
  );
