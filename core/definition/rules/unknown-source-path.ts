// A source for something that is not there proves nothing, and hides that the real fact has none.
import { partsOf } from '../draft-parts.ts';
import type { Rule } from '../rule.ts';

export const unknownSourcePath: Rule = {
  id: 'unknown-source-path',
  summary: { zh: '依据指向不存在的内容', en: 'A source for something there is not' },
  check: (draft) =>
    partsOf(draft.sources, ['sources']).flatMap(({ part, path }) =>
      part.path === undefined || leadsSomewhere(draft, part.path.split('/').slice(1))
        ? []
        : [
            {
              path: [...path, 'path'],
              message: { zh: `定义中没有 ${part.path}`, en: `The definition has nothing at ${part.path}` },
            },
          ],
    ),
};

/** Members of lists are named by id, so that a path survives their being moved. */
function leadsSomewhere(value: unknown, steps: readonly string[]): boolean {
  const [step, ...rest] = steps;
  if (step === undefined) return true;
  if (typeof value !== 'object' || value === null) return false;
  const list: readonly unknown[] | undefined = Array.isArray(value) ? value : undefined;
  const next: unknown = list
    ? list.find((v) => idOf(v) === step)
    : Object.hasOwn(value, step)
      ? Reflect.get(value, step)
      : undefined;
  return next !== undefined && leadsSomewhere(next, rest);
}
const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
