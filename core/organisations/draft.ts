// A tree in the middle of a change: what stood before, what the steps so far made of it, and each change of a row they made.
import {
  holdingId,
  overlap,
  type Holding,
  type Organisation,
  type Period,
  type Post,
  type Representative,
  type Tree,
} from './tree.ts';

export interface Rows {
  organisation: Organisation;
  post: Post;
  holding: Holding;
  authorisation: Representative;
}
export type SubjectKind = keyof Rows;
/** One row that one step made or changed. */
export type Change = {
  readonly [K in SubjectKind]: {
    readonly step: number;
    readonly kind: K;
    readonly id: string;
    /** Whose history it is; none for representatives. */
    readonly organisationId: string | null;
    readonly before: Rows[K] | null;
    readonly after: Rows[K];
  };
}[SubjectKind];

/** Rows by id, and by what they are looked for. */
class Index<Row> {
  readonly byId = new Map<string, Row>();
  readonly #groups = new Map<string, Set<string>>();
  readonly #idOf: (row: Row) => string;
  readonly #keysOf: (row: Row) => readonly string[];
  constructor(rows: readonly Row[], idOf: (row: Row) => string, keysOf: (row: Row) => readonly string[]) {
    this.#idOf = idOf;
    this.#keysOf = keysOf;
    rows.forEach((row) => this.put(row));
  }
  put(row: Row): void {
    const id = this.#idOf(row);
    const before = this.byId.get(id);
    if (before) this.#keysOf(before).forEach((key) => this.#groups.get(key)?.delete(id));
    this.byId.set(id, row);
    for (const key of this.#keysOf(row)) this.#groups.set(key, (this.#groups.get(key) ?? new Set()).add(id));
  }
  with(key: string): Row[] {
    return [...(this.#groups.get(key) ?? [])].map((id) => this.byId.get(id)!);
  }
}

export class Draft {
  readonly changes: Change[] = [];
  readonly #organisations: Index<Organisation>;
  readonly #posts: Index<Post>;
  readonly #holdings: Index<Holding>;
  readonly #representatives: Index<Representative>;
  constructor(tree: Tree) {
    this.#organisations = new Index(tree.organisations, idOf, (o) => [String(o.parentId)]);
    this.#posts = new Index(tree.posts, idOf, (p) => [p.organisationId, `role ${p.role}`]);
    this.#holdings = new Index(tree.holdings, holdingId, (h) => [`person ${h.personId}`, `post ${h.postId}`]);
    this.#representatives = new Index(tree.representatives, idOf, (r) => [r.principalId]);
  }

  organisation = (id: string) => this.#organisations.byId.get(id);
  post = (id: string) => this.#posts.byId.get(id);
  childrenOf = (id: string) => this.#organisations.with(id).filter(isOpen);
  postsOf = (organisationId: string) => this.#posts.with(organisationId).filter(isOpen);
  postsFor = (role: string) => this.#posts.with(`role ${role}`).filter(isOpen);
  /** What a person holds, or a post is held by, at some time of the period. */
  holdings = (of: { personId: string } | { postId: string }, during: Period) =>
    this.#holdings
      .with('personId' in of ? `person ${of.personId}` : `post ${of.postId}`)
      .filter((h) => h.from !== h.until && overlap(h, during));
  representatives = (principalId: string, during: Period) =>
    this.#representatives.with(principalId).filter((r) => r.from !== r.until && overlap(r, during));

  putOrganisation(step: number, after: Organisation): void {
    const before = this.organisation(after.id) ?? null;
    this.#organisations.put(after);
    this.changes.push({ step, kind: 'organisation', id: after.id, organisationId: after.id, before, after });
  }
  putPost(step: number, after: Post): void {
    const before = this.post(after.id) ?? null;
    this.#posts.put(after);
    const { organisationId } = after;
    this.changes.push({ step, kind: 'post', id: after.id, organisationId, before, after });
  }
  putHolding(step: number, after: Holding): void {
    const id = holdingId(after);
    const before = this.#holdings.byId.get(id) ?? null;
    this.#holdings.put(after);
    const organisationId = this.post(after.postId)?.organisationId ?? null;
    this.changes.push({ step, kind: 'holding', id, organisationId, before, after });
  }
  putRepresentative(step: number, after: Representative): void {
    const before = this.#representatives.byId.get(after.id) ?? null;
    this.#representatives.put(after);
    this.changes.push({ step, kind: 'authorisation', id: after.id, organisationId: null, before, after });
  }
}
const idOf = ({ id }: { id: string }) => id;
const isOpen = ({ closedAt }: { closedAt: string | null }) => closedAt === null;
