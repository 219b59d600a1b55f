// Organisations and posts: created, renamed, moved, closed.
import { covers } from '../access.ts';
import { endingAt, openOrganisation, openPost, type Context, type Rules } from './context.ts';
import { handlesItems, namedByMatters } from './faults.ts';
import type { OrganisationKind } from './tree.ts';

const DIVISION = /^(\d{6}|\d{9}|\d{12})$/;
const ROOTS: readonly OrganisationKind[] = ['government', 'market'];
const FOREVER = (from: string) => ({ from, until: null });

export const TREE_RULES: Rules<
  | 'createOrganisation'
  | 'renameOrganisation'
  | 'moveOrganisation'
  | 'closeOrganisation'
  | 'createPost'
  | 'renamePost'
  | 'closePost'
> = {
  createOrganisation(c, { type: _, ...made }) {
    if (c.draft.organisation(made.id)) return c.fault('id', 'id-taken');
    const parentId = checkPlace(c, made) ? made.parentId : null;
    c.draft.putOrganisation(c.n, { ...made, parentId, closedAt: null });
  },
  renameOrganisation(c, { id, name }) {
    const found = openOrganisation(c, id, 'id');
    if (!found) return;
    if (sameName(found, { name })) c.fault('name', 'nothing-changes');
    c.draft.putOrganisation(c.n, { ...found, name });
  },
  moveOrganisation(c, { id, parentId, divisionCode }) {
    const found = openOrganisation(c, id, 'id');
    if (!found) return;
    const moved = { ...found, parentId, divisionCode: divisionCode ?? found.divisionCode };
    if (parentId === found.parentId && moved.divisionCode === found.divisionCode)
      c.fault('parentId', 'nothing-changes');
    if (!checkPlace(c, moved)) return;
    if (c.draft.childrenOf(id).some((child) => !covers(moved.divisionCode, child.divisionCode)))
      c.fault('divisionCode', 'child-not-covered');
    c.draft.putOrganisation(c.n, moved);
  },
  /** Its empty posts are closed with it. */
  closeOrganisation(c, { id }) {
    const found = openOrganisation(c, id, 'id');
    if (!found) return;
    const posts = c.draft.postsOf(id);
    const { items, matters } = c.work.get(id) ?? { items: 0, matters: 0 };
    if (c.draft.childrenOf(id).length > 0) c.fault('id', 'has-children');
    if (posts.some((p) => c.draft.holdings({ postId: p.id }, FOREVER(c.at)).length > 0)) c.fault('id', 'has-holders');
    if (items > 0) c.fault('id', 'handles-items', handlesItems(items));
    if (matters > 0) c.fault('id', 'named-by-matters', namedByMatters(matters));
    for (const post of posts) c.draft.putPost(c.n, { ...post, closedAt: c.at });
    c.draft.putOrganisation(c.n, { ...found, closedAt: c.at });
  },
  createPost(c, { type: _, ...made }) {
    if (c.draft.post(made.id)) return c.fault('id', 'id-taken');
    openOrganisation(c, made.organisationId, 'organisationId');
    c.draft.putPost(c.n, { ...made, closedAt: null });
  },
  renamePost(c, { id, name }) {
    const found = openPost(c, id, 'id');
    if (!found) return;
    if (sameName(found, { name })) c.fault('name', 'nothing-changes');
    c.draft.putPost(c.n, { ...found, name });
  },
  /** Who holds it is relieved at the same instant, who would have held it later never will. */
  closePost(c, { id }) {
    const found = openPost(c, id, 'id');
    if (!found) return;
    for (const h of c.draft.holdings({ postId: id }, FOREVER(c.at))) c.draft.putHolding(c.n, endingAt(h, c.at));
    c.draft.putPost(c.n, { ...found, closedAt: c.at });
  },
};

interface Named {
  readonly name: { readonly zh: string; readonly en: string };
}
const sameName = (a: Named, b: Named) => a.name.zh === b.name.zh && a.name.en === b.name.en;

interface Placed {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: OrganisationKind;
  readonly divisionCode: string;
}
/** Whether it can stand there without the tree ceasing to be one; what else is wrong with the place is reported too. */
function checkPlace(c: Context, { id, parentId, kind, divisionCode }: Placed): boolean {
  const wellFormed = DIVISION.test(divisionCode);
  if (!wellFormed) c.fault('divisionCode', 'division-malformed');
  if (parentId === null) {
    if (!ROOTS.includes(kind)) c.fault('parentId', 'parent-missing');
    return true;
  }
  const parent = openOrganisation(c, parentId, 'parentId');
  if (!parent) return false;
  for (let above: string | null = parentId; above !== null; above = c.draft.organisation(above)?.parentId ?? null)
    if (above === id) {
      c.fault('parentId', 'cycle');
      return false;
    }
  if (wellFormed && !covers(parent.divisionCode, divisionCode)) c.fault('divisionCode', 'division-not-covered');
  return true;
}
