// Plans of the tests' own, published into a test database with the organs, posts and officers they name.
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../core/canonical.ts';
import type { Role } from '../../core/access.ts';
import type { Plan } from '../../core/engine/plan.ts';
import { appoint, saveOrganisation, savePerson, savePost } from '../../db/people.ts';
import { databaseClock } from '../../ledger/clock.ts';
import { publishPlan } from '../../ledger/publish.ts';
import type { TestDatabase } from './test-database.ts';

/** Publishes the plan; every organ gets a post and a person `<organ>-officer`. @returns the plan's hash */
export async function publishTestPlan({ owner, pool }: TestDatabase, plan: Plan): Promise<string> {
  const organs = new Set([plan.lead, ...plan.items.flatMap((i) => Object.values(i.organs))]);
  for (const organ of organs) await addOfficer({ owner, pool }, organ, `${organ}-officer`);
  const hash = createHash('sha256').update(canonicalJson(plan)).digest('hex');
  await publishPlan({ pool: owner, clock: databaseClock }, { plan, hash, source: 'test', by: 'test' });
  return hash;
}

/** A person with a post of this role at the organ (which is created when it is new), since long ago. */
export async function addOfficer(
  { owner }: Pick<TestDatabase, 'owner' | 'pool'>,
  organ: string,
  person: string,
  role: Role = 'decider',
  kind = 'department',
): Promise<string> {
  const name = { zh: organ, en: organ };
  const { rowCount } = await owner.query('select 1 from organisations where id = $1', [organ]);
  if (rowCount === 0) await saveOrganisation(owner, { id: organ, kind, divisionCode: '310199', name });
  const post = `${organ}-${role === 'decider' ? 'officer' : role}`;
  await savePost(owner, { id: post, organisationId: organ, role, name });
  await savePerson(owner, { id: person, kind: 'natural', subject: person, keyId: null, profile: null });
  await appoint(owner, person, post, Date.parse('2025-01-01T00:00:00Z'));
  return post;
}
