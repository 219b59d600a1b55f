// From what the rows of a table say to the steps that make it so. What is so already needs none: the same file again changes nothing.
import type { Fault } from '../errors.ts';
import type { Text } from '../text.ts';
import { Draft } from './draft.ts';
import type { Step } from './step.ts';
import { tableFault, type Column, type Entry, type EntryOf } from './table.ts';
import { asInstant, type Organisation, type Post, type Tree } from './tree.ts';

export interface ImportPlan {
  readonly steps: readonly Step[];
  readonly faults: readonly Fault[];
  /** A fault of the steps, told by the row and column it comes from. */
  toRow(fault: Fault): Fault;
}

const FAULTS = {
  'row-twice': { zh: '与另一行重复', en: 'Another row says the same' },
  'kind-fixed': { zh: '机构的类别不能改变', en: 'The kind of an organisation never changes' },
  'role-fixed': {
    zh: '岗位的角色不能改变，请撤销后新设',
    en: 'The role of a post never changes: close it, create another',
  },
  'post-fixed': { zh: '岗位不能转入另一机构', en: 'A post never moves to another organisation' },
} as const satisfies Record<string, Text>;
/** The fields of steps by the columns they come from. */
const COLUMN_OF: Readonly<Record<string, Column>> = {
  parentId: 'parent',
  organisationId: 'parent',
  divisionCode: 'division',
  name: 'name-zh',
  personId: 'person',
  postId: 'post',
};

/** Organisations first, those above before those below; then posts; then who is appointed: in whatever order the rows stand. */
export function planImport(tree: Tree, entries: readonly Entry[], now: number): ImportPlan {
  const steps: Step[] = [];
  const rows: number[] = [];
  const faults: Fault[] = [];
  const tell = (row: number, column: Column, code: keyof typeof FAULTS) =>
    faults.push(tableFault(row, column, code, FAULTS[code]));
  const add = (row: number, step: Step) => {
    steps.push(step);
    rows.push(row);
  };
  const of = <K extends Entry['of']>(kind: K) => entries.filter((e): e is EntryOf<K> => e.of === kind);

  const ground = new Draft(tree);
  for (const e of parentsFirst(once(of('organisation'), (e) => tell(e.row, 'id', 'row-twice')))) {
    const known = open(ground.organisation(e.id));
    if (known && known.kind !== e.kind) tell(e.row, 'kind', 'kind-fixed');
    organisationSteps(e, known).forEach((step) => add(e.row, step));
  }
  for (const e of once(of('post'), (e) => tell(e.row, 'id', 'row-twice'))) {
    const known = open(ground.post(e.id));
    if (known && known.role !== e.role) tell(e.row, 'role', 'role-fixed');
    if (known && known.organisationId !== e.organisationId) tell(e.row, 'parent', 'post-fixed');
    postSteps(e, known).forEach((step) => add(e.row, step));
  }
  const at = asInstant(now);
  for (const e of of('appointment')) {
    const { row, of: _, ...span } = e;
    const wanted = { from: e.from === undefined || e.from < at ? at : e.from, until: e.until ?? null };
    const same = ground.holdings({ personId: e.personId }, wanted).find((h) => h.postId === e.postId);
    const isSo = same?.kind === 'appointment' && same.until === wanted.until && same.from <= wanted.from;
    if (!isSo) add(row, { type: 'appoint', ...span });
  }

  return {
    steps,
    faults,
    toRow(fault) {
      const [, , n, field = ''] = fault.pointer.split('/');
      const row = rows[Number(n)];
      if (row === undefined) return { ...fault, pointer: '/rows' };
      return { ...fault, pointer: `/rows/${row}/${COLUMN_OF[field] ?? field}` };
    },
  };
}
/** What was closed is gone: a row that names it would make it anew, and is told that its id is taken. */
const open = <R extends { readonly closedAt: string | null }>(row: R | undefined) =>
  row?.closedAt === null ? row : undefined;

function once<E extends { readonly id: string }>(entries: readonly E[], twice: (entry: E) => void): E[] {
  const seen = new Set<string>();
  return entries.filter((e) => {
    if (seen.has(e.id)) return void twice(e);
    seen.add(e.id);
    return true;
  });
}

function parentsFirst(entries: readonly EntryOf<'organisation'>[]): EntryOf<'organisation'>[] {
  const byId = new Map(entries.map((e) => [e.id, e]));
  const ordered = new Set<EntryOf<'organisation'>>();
  for (const entry of entries) {
    const path: EntryOf<'organisation'>[] = [];
    // rows that stand below each other in a circle are left to the judge of the steps
    for (let e: typeof entry | undefined = entry; e && !ordered.has(e) && !path.includes(e);)
      e = byId.get(path[path.push(e) - 1]!.parentId ?? '');
    path.reverse().forEach((e) => ordered.add(e));
  }
  return [...ordered];
}

function organisationSteps(e: EntryOf<'organisation'>, known: Organisation | undefined): Step[] {
  const { id, parentId, kind, divisionCode } = e;
  const name = nameOf(e, known);
  if (!known) return [{ type: 'createOrganisation', id, parentId, kind, divisionCode, name }];
  const moved = known.parentId !== parentId || known.divisionCode !== divisionCode;
  return [
    ...(moved ? [{ type: 'moveOrganisation', id, parentId, divisionCode } as const] : []),
    ...(renamed(name, known) ? [{ type: 'renameOrganisation', id, name } as const] : []),
  ];
}
function postSteps(e: EntryOf<'post'>, known: Post | undefined): Step[] {
  const { id, organisationId, role } = e;
  const name = nameOf(e, known);
  if (!known) return [{ type: 'createPost', id, organisationId, role, name }];
  return renamed(name, known) ? [{ type: 'renamePost', id, name }] : [];
}
/** Without an English name the one it has stays, and a new one is called as in Chinese. */
const nameOf = ({ zh, en }: { zh: string; en: string }, known: { readonly name: Text } | undefined): Text => ({
  zh,
  en: en || (known?.name.en ?? zh),
});
const renamed = (name: Text, known: { readonly name: Text }) => name.zh !== known.name.zh || name.en !== known.name.en;
