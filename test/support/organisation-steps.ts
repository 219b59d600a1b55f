// Steps of changes as tests write them, and what came of a call.
import type { Step } from '../../core/organisations/step.ts';
import type { TestLedger } from './test-ledger.ts';

export const name = { zh: '测试', en: 'Test' };
export const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
export const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: { code: string; faults: { code: string; message: { en: string } }[] }) => ({
      code: error.code,
      faults: error.faults.map((f) => f.code),
      said: error.faults.map((f) => f.message.en),
    }),
  );
export const department = (id: string): Step => ({
  type: 'createOrganisation',
  id,
  parentId: 'gov',
  kind: 'department',
  divisionCode: '310199',
  name,
});
export const appoint = (personId: string, postId: string, more: { from?: string; until?: string } = {}): Step => ({
  type: 'appoint',
  personId,
  postId,
  ...more,
});
export const relieve = (personId: string, postId: string): Step => ({ type: 'endAppointment', personId, postId });

/** Every row of the tree, as it is written in the history. */
export async function treeRows(t: TestLedger): Promise<Map<string, unknown>> {
  const { rows: found } = await t.database.pool.query<{ key: string; row: unknown }>(
    `
    select 'organisation ' || id as key, jsonb_build_object('id', id, 'parentId', parent_id, 'kind', kind, 'divisionCode', division_code,
      'name', name, 'closedAt', iso(closed_at)) as row from organisations
    union all select 'post ' || id, jsonb_build_object('id', id, 'organisationId', organisation_id, 'role', role, 'name', name,
      'closedAt', iso(closed_at)) from posts
    union all select 'holding ' || concat_ws('/', person_id, post_id, iso(valid_from)), jsonb_build_object('personId', person_id, 'postId', post_id,
      'kind', kind, 'forPerson', for_person, 'from', iso(valid_from), 'until', iso(valid_until)) from post_holdings
    union all select 'authorisation ' || id, jsonb_build_object('id', id, 'principalId', principal_id, 'personId', person_id,
      'from', iso(valid_from), 'until', iso(valid_until)) from authorisations where kind = 'representative'`.replaceAll(
      /iso\((\w+)\)/g,
      `to_char($1 at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    ),
  );
  return new Map(found.map(({ key, row }) => [key, row]));
}
