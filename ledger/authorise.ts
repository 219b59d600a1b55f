// Authorise inside: posts and relations are read in the transaction that acts on them. Who lost his post a second ago is refused.
import { checkAccess, type Action, type HeldPost, type Relation, type Standing } from '../core/access.ts';
import { DomainError } from '../core/errors.ts';
import type { CaseRow } from '../db/cases.ts';
import type { Db } from '../db/db.ts';
import { hasEverHeldPostAt, listHeldPosts } from '../db/people.ts';
import type { Actor } from './ledger.ts';

export interface Subject {
  /** The case acted on; absent for what concerns no case. */
  readonly row?: Pick<CaseRow, 'applicantId' | 'agentId' | 'organ'>;
  /** The organ that handles the item acted on. */
  readonly organ?: string;
}

/** How a person stands to something at this instant; also for reads (api). */
export async function findStanding(db: Db, personId: string, at: number, { row, organ }: Subject): Promise<Standing> {
  const posts = await listHeldPosts(db, personId, at);
  const self: Relation[] = [];
  if (row?.applicantId === personId) self.push('applicant');
  if (row?.agentId === personId) self.push('agent');
  return {
    posts,
    self,
    organs: {
      window: posts.filter((p) => p.orgKind === 'window').map((p) => p.orgId),
      ...(row && { lead: [row.organ] }),
      ...(organ !== undefined && { organ: [organ] }),
    },
  };
}

/** The actor with the post he acts by, or the refusal. A stranger to the case is told only that there is none. */
export async function authorise(db: Db, actor: Actor, action: Action, subject: Subject, at: number): Promise<Actor> {
  const standing = await findStanding(db, actor.personId, at, subject);
  const access = checkAccess(action, standing, actor.postId);
  if (!access.allowed) {
    const stranger = subject.row && standing.posts.length === 0 && standing.self.length === 0;
    const { organ } = subject;
    if (stranger && organ !== undefined && (await hasEverHeldPostAt(db, actor.personId, organ)))
      throw new DomainError('post-not-held', 'The post by which you knew this task is yours no more.');
    if (stranger) throw new DomainError('case-not-found', 'There is no such case.');
    throw new DomainError(access.reason, `You have no post or relation that allows "${action}" here.`);
  }
  const { postId: _chosen, ...person } = actor;
  return { ...person, ...(access.post && asPost(access.post)) };
}
const asPost = (post: HeldPost) => ({ postId: post.postId, orgId: post.orgId });
