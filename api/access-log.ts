// Who looks at another's data leaves a line that he can read: who, when, why, at what.
import type { Action } from '../core/access.ts';
import { insertLook } from '../db/access-log.ts';
import type { AppDeps } from './deps.ts';
import type { Allowed } from './standing.ts';

export type Shown =
  | 'case'
  | 'timeline'
  | 'results'
  | 'form'
  | 'material'
  | 'certificate'
  | 'instrument'
  | 'access-log'
  | 'parties'
  | 'audit';

/** Written before the answer is given: a look that leaves no line is not granted. The applicant's own looks leave none. */
export async function recordLook(
  { pool }: Pick<AppDeps, 'pool'>,
  by: { readonly personId: string; readonly access: Allowed },
  of: { readonly caseNo: string; readonly action: Action; readonly what: Shown; readonly itemId?: string | undefined },
): Promise<void> {
  const { relation, post, now } = by.access;
  if (relation === 'applicant') return;
  const office = { postId: post?.postId, organisationId: post?.orgId };
  await insertLook(pool, { ...of, personId: by.personId, ...office, relation }, now);
}
