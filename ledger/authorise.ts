// Authorise inside: posts and relations are read in the transaction that acts on them. Who lost his post a second ago is refused.
import {
  checkAccess,
  covers,
  type Action,
  type HeldPost,
  type OwnRelation,
  type Power,
  type Standing,
} from '../core/access.ts';
import { reachOf } from '../core/authorisation.ts';
import { DomainError } from '../core/errors.ts';
import { listChains } from '../db/authorisations.ts';
import type { CaseRow } from '../db/cases.ts';
import type { Db } from '../db/db.ts';
import { findTies } from '../db/parties.ts';
import { findPerson, hasEverHeldPostAt, listHeldPosts } from '../db/people.ts';
import type { Actor } from './ledger.ts';

/** What the standing to a case is read from. */
export type SubjectCase = Pick<CaseRow, 'caseNo' | 'matter' | 'applicantId' | 'organ' | 'region' | 'windowId'>;
export interface Subject {
  /** The case acted on; absent for what concerns no case. */
  readonly row?: SubjectCase;
  /** For whom he says he acts, where there is no case yet. */
  readonly principal?: { readonly personId: string; readonly matter: string };
  /** The organs that handle the items in question. */
  readonly organs?: readonly string[];
  /** The organs that supervise them. */
  readonly supervising?: readonly string[];
  /** The organs whose own systems were asked. */
  readonly asked?: readonly string[];
}

/** How a person stands to something at this instant; also for reads (api). */
export async function findStanding(db: Db, personId: string, at: number, subject: Subject): Promise<Standing> {
  const { row, organs = [], supervising = [], asked = [] } = subject;
  const posts = await listHeldPosts(db, personId, at);
  const windows = posts.filter((p) => p.orgKind === 'window');
  const governments = posts.filter((p) => p.orgKind === 'government' && p.divisionCode === row?.region);
  const covering = (some: typeof posts) =>
    row ? some.filter((p) => covers(p.divisionCode, row.region)).map((p) => p.orgId) : [];
  return {
    posts,
    ...(await findOwn(db, personId, at, subject)),
    organs: {
      organ: organs,
      supervising,
      lead: row ? [row.organ] : [],
      window: covering(windows),
      'bringing-window': row?.windowId === undefined ? [] : [row.windowId],
      territory: covering(posts),
      'any-window': windows.map((p) => p.orgId),
      'own-system': asked,
      government: governments.map((p) => p.orgId),
    },
  };
}

async function findOwn(db: Db, personId: string, at: number, { row, principal }: Subject) {
  const self: OwnRelation[] = [];
  const powers = new Set<Power>();
  const principalId = row?.applicantId ?? principal?.personId;
  if (principalId === undefined) return { self, powers: [] };
  if (row && principalId === personId) self.push('applicant');
  const ties = await findTies(db, { caseNo: row?.caseNo, principalId }, personId);
  self.push(...ties.parties);
  const chains = ties.authorised ? await listChains(db, personId, principalId) : [];
  for (const chain of chains) {
    const reach = reachOf(chain, row?.matter ?? principal?.matter, at);
    if (!reach) continue;
    self.push(reach.kind);
    reach.powers.forEach((p) => powers.add(p));
  }
  return { self, powers: [...powers] };
}

/** The actor with the post he acts by, or the refusal. A stranger to the case is told only that there is none. */
export async function authorise(db: Db, actor: Actor, action: Action, subject: Subject, at: number): Promise<Actor> {
  const standing = await findStanding(db, actor.personId, at, subject);
  const access = checkAccess(action, standing, actor.postId);
  if (!access.allowed) {
    const stranger = subject.row && standing.posts.length === 0 && standing.self.length === 0;
    const organ = subject.organs?.[0];
    if (stranger && organ !== undefined && (await hasEverHeldPostAt(db, actor.personId, organ, at)))
      throw new DomainError('post-not-held', 'The post by which you knew this task is yours no more.');
    if (stranger) throw new DomainError('case-not-found', 'There is no such case.');
    if (subject.principal) throw new DomainError('authorisation-missing', 'Nobody here knows that you act for him.');
    throw new DomainError(access.reason, `You have no post or relation that allows "${action}" here.`);
  }
  const { personId, channel } = actor;
  const principalId = subject.row?.applicantId ?? subject.principal?.personId;
  const forAnother = access.relation === 'representative' || access.relation === 'agent' || subject.principal;
  return {
    personId,
    channel,
    ...(access.post && asPost(access.post)),
    ...(forAnother && principalId !== undefined && { onBehalfOf: principalId }),
  };
}

/** Who acts, and for whom: himself, or the principal he names, when he may (a clerk acts for who stands at his window). */
export async function authoriseFor(
  db: Db,
  actor: Actor,
  matter: string,
  actions: { readonly own: Action; readonly forAnother: Action },
  at: number,
): Promise<{ actor: Actor; principalId: string }> {
  const { onBehalfOf } = actor;
  if (onBehalfOf === undefined || onBehalfOf === actor.personId)
    return { actor: await authorise(db, actor, actions.own, {}, at), principalId: actor.personId };
  const principal = { personId: onBehalfOf, matter };
  const acting = await authorise(db, actor, actions.forAnother, { principal }, at);
  const found = await findPerson(db, onBehalfOf);
  if (!found || found.kind === 'system') throw new DomainError('person-not-found', 'There is no such person.');
  return { actor: acting.postId === undefined ? acting : { ...acting, channel: 'window' }, principalId: onBehalfOf };
}
const asPost = (post: HeldPost) => ({ postId: post.postId, orgId: post.orgId });
