// The buttons of a screen: what this person may do to the case now, and why not (core/allowed-actions.ts).
import type { Circumstances } from '../core/allowed-actions.ts';
import type { Rules } from '../core/engine/rules.ts';
import type { CaseRow } from '../db/cases.ts';
import { listParties } from '../db/parties.ts';
import { listHeldPosts } from '../db/people.ts';
import { listTasks } from '../db/tasks.ts';
import type { AppDeps } from './deps.ts';
import type { Allowed } from './standing.ts';

export async function circumstancesOf(
  { pool }: Pick<AppDeps, 'pool'>,
  { row, rules, access }: { readonly row: CaseRow; readonly rules: Rules; readonly access: Allowed },
  personId: string,
): Promise<Circumstances> {
  const [tasks, parties] = await Promise.all([listTasks(pool, row.caseNo), listParties(pool, row.caseNo)]);
  const holds = async (claimant: string, organ: string) =>
    (await listHeldPosts(pool, claimant, access.now)).some((p) => p.orgId === organ);
  const works = tasks.map(async (task) => ({
    ...task,
    held: task.status === 'open' && task.claimedBy !== undefined && (await holds(task.claimedBy, task.organ)),
  }));
  return {
    rules,
    state: row.state,
    now: Math.max(access.now, row.recordedAt),
    personId,
    standing: access.standing,
    works: await Promise.all(works),
    parties,
  };
}
