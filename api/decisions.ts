// Buttons of what one person proposed and another decides: whether this person may now, and why not.
import { checkAccess, type Action, type HeldPost } from '../core/access.ts';
import type { AllowedAction } from '../core/allowed-actions.ts';
import { DomainError, reasonOf } from '../core/errors.ts';

/** @param refuse throws the refusal that the act would meet, if any */
export async function actionOf(
  action: Action,
  posts: readonly HeldPost[],
  refuse: () => void | Promise<void>,
  option?: string,
): Promise<AllowedAction & { readonly option?: string }> {
  const what = { action, ...(option !== undefined && { option }) };
  try {
    const access = checkAccess(action, { posts, self: [], powers: [], organs: {} });
    if (!access.allowed) throw new DomainError(access.reason, 'You hold no post for this.');
    await refuse();
    return { ...what, allowed: true };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { ...what, allowed: false, reason: reasonOf(error.code) };
  }
}
