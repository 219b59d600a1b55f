// Who may do what: one table, action × (role, relation). A screen's disabled button and the API's 403 have this one cause.
import type { ProblemCode } from './errors.ts';

export const ROLES = ['officer', 'head', 'clerk', 'publisher', 'supervisor', 'auditor', 'operator', 'system'] as const;
export type Role = (typeof ROLES)[number];

/**
 * How the person stands to the thing acted on.
 * `applicant`, `agent`: of this case. `organ`: holds a post, now, at the organ that handles this item. `lead`: at the case's lead department.
 * `window`: at a one-stop window. `own-system`: the system this very dispatch was sent to. `any`: needs none.
 */
export type Relation = 'applicant' | 'agent' | 'organ' | 'lead' | 'window' | 'own-system' | 'any';

export const ACTIONS = [
  'submit',
  'withdrawApplication',
  'supplement',
  'uploadMaterial',
  'receive',
  'accept',
  'declineAcceptance',
  'claim',
  'release',
  'decide',
  'answer',
  'readCase',
  'readCertificate',
  'readTask',
  'listTasks',
  'readIncidents',
  'readMetrics',
  'publishDefinition',
] as const;
export type Action = (typeof ACTIONS)[number];

/** `post`: through a post with this role, standing in this relation. `self`: as the person himself. */
type Grant = { readonly self: Relation } | { readonly post: Role; readonly relation: Relation };

const self = (...relations: Relation[]): Grant[] => relations.map((relation) => ({ self: relation }));
const posts = (relation: Relation, ...roles: Role[]): Grant[] => roles.map((post) => ({ post, relation }));

export const ACCESS = {
  submit: self('any'),
  uploadMaterial: self('any'),
  withdrawApplication: self('applicant', 'agent'),
  supplement: self('applicant', 'agent'),
  receive: posts('window', 'clerk'),
  accept: [...posts('organ', 'officer', 'head', 'clerk')],
  declineAcceptance: [...posts('organ', 'officer', 'head', 'clerk')],
  claim: posts('organ', 'officer', 'head', 'clerk'),
  release: posts('organ', 'officer', 'head', 'clerk'),
  decide: posts('organ', 'officer', 'head'),
  answer: posts('own-system', 'system'),
  readCase: [
    ...self('applicant', 'agent'),
    ...posts('organ', 'officer', 'head'),
    ...posts('lead', 'officer', 'head'),
    ...posts('window', 'clerk'),
    ...posts('any', 'supervisor', 'auditor'),
  ],
  readCertificate: [...self('applicant', 'agent'), ...posts('organ', 'officer', 'head'), ...posts('any', 'auditor')],
  readTask: posts('organ', 'officer', 'head', 'clerk'),
  listTasks: posts('any', 'officer', 'head', 'clerk'),
  readIncidents: posts('any', 'operator'),
  readMetrics: posts('any', 'operator'),
  publishDefinition: posts('any', 'publisher'),
} as const satisfies Record<Action, readonly Grant[]>;

export interface HeldPost {
  readonly postId: string;
  readonly orgId: string;
  readonly role: Role;
}
export interface Standing {
  /** Posts held at this very moment. */
  readonly posts: readonly HeldPost[];
  /** The person's own relations to the case. */
  readonly self: readonly Relation[];
  /** Organisations in the relation: the organ that handles the item, the lead department, the windows. */
  readonly organs: Partial<Record<'organ' | 'lead' | 'window', readonly string[]>>;
}
export type Access =
  | { readonly allowed: true; readonly post?: HeldPost; readonly relation: Relation }
  | { readonly allowed: false; readonly reason: ProblemCode };

/** Whether somebody so standing may do this, by which post, or why not. Nothing that is not in the table is allowed. */
export function checkAccess(action: Action, standing: Standing, preferredPost?: string): Access {
  const grants: readonly Grant[] = ACCESS[action];
  for (const grant of grants) {
    if ('self' in grant) {
      if (grant.self === 'any' || standing.self.includes(grant.self)) return { allowed: true, relation: grant.self };
      continue;
    }
    const post = standing.posts
      .filter((p) => p.role === grant.post && standsIn(grant.relation, p, standing))
      .sort((a, b) => Number(b.postId === preferredPost) - Number(a.postId === preferredPost))[0];
    if (
      post &&
      (!preferredPost || post.postId === preferredPost || !standing.posts.some((p) => p.postId === preferredPost))
    )
      return { allowed: true, post, relation: grant.relation };
  }
  const byPost = grants.some((g) => 'post' in g && g.relation === 'organ') && standing.posts.length > 0;
  return { allowed: false, reason: byPost ? 'post-not-held' : 'not-allowed' };
}

function standsIn(relation: Relation, post: HeldPost, standing: Standing): boolean {
  if (relation === 'any' || relation === 'own-system') return true;
  if (relation === 'applicant' || relation === 'agent') return false;
  return standing.organs[relation]?.includes(post.orgId) ?? false;
}
