import { describe, expect, test } from '@jest/globals';
import {
  ACTIONS,
  checkAccess,
  ROLES,
  type Action,
  type HeldPost,
  type Relation,
  type Role,
  type Standing,
} from '../../core/access.ts';

/** Written apart from the table: who may, by role and relation. `applicant`/`agent` = as the person himself. */
const MAY: Record<Action, readonly string[]> = {
  submit: ['anybody'],
  uploadMaterial: ['anybody'],
  withdrawApplication: ['applicant', 'agent'],
  supplement: ['applicant', 'agent'],
  receive: ['clerk@window'],
  accept: ['officer@organ', 'head@organ', 'clerk@organ'],
  declineAcceptance: ['officer@organ', 'head@organ', 'clerk@organ'],
  claim: ['officer@organ', 'head@organ', 'clerk@organ'],
  release: ['officer@organ', 'head@organ', 'clerk@organ'],
  decide: ['officer@organ', 'head@organ'],
  answer: ['system@any'],
  readCase: [
    'applicant',
    'agent',
    'officer@organ',
    'head@organ',
    'officer@lead',
    'head@lead',
    'clerk@window',
    'supervisor@any',
    'auditor@any',
  ],
  readCertificate: ['applicant', 'agent', 'officer@organ', 'head@organ', 'auditor@any'],
  readTask: ['officer@organ', 'head@organ', 'clerk@organ'],
  listTasks: ['officer@any', 'head@any', 'clerk@any'],
  readIncidents: ['operator@any'],
  readMetrics: ['operator@any'],
  publishDefinition: ['publisher@any'],
};
const PLACES = ['organ', 'lead', 'window', 'elsewhere'] as const;
const organs = { organ: ['organ'], lead: ['lead'], window: ['window'] };
const post = (role: Role, place: string): HeldPost => ({ postId: `${place}-${role}`, orgId: place, role });
const standing = (more: Partial<Standing> = {}): Standing => ({ posts: [], self: [], organs, ...more });

describe('the access table, cell by cell, against a list written apart', () => {
  const cells = ACTIONS.flatMap((action) =>
    ROLES.flatMap((role) => PLACES.map((place) => [action, role, place] as const)),
  );
  test.each(cells)('%s by %s of %s', (action, role, place) => {
    const expected = MAY[action].some(
      (cell) => cell === 'anybody' || cell === `${role}@${place}` || cell === `${role}@any`,
    );
    expect(checkAccess(action, standing({ posts: [post(role, place)] })).allowed).toBe(expected);
  });
  test.each(ACTIONS.flatMap((action) => (['applicant', 'agent'] as Relation[]).map((r) => [action, r] as const)))(
    '%s as %s',
    (action, relation) => {
      const expected = MAY[action].some((cell) => cell === 'anybody' || cell === relation);
      expect(checkAccess(action, standing({ self: [relation] })).allowed).toBe(expected);
    },
  );
  test.each(ACTIONS)('%s by nobody', (action) => {
    expect(checkAccess(action, standing()).allowed).toBe(MAY[action].includes('anybody'));
  });
});

describe('the post chosen', () => {
  const both = standing({ posts: [post('officer', 'organ'), post('head', 'organ')] });
  test('is the one that acts, when it may', () => {
    expect(checkAccess('decide', both, 'organ-head')).toMatchObject({ allowed: true, post: { postId: 'organ-head' } });
    expect(checkAccess('decide', both)).toMatchObject({ allowed: true, post: { postId: 'organ-officer' } });
  });
  test('that may not is refused, although another of the same person may', () => {
    const clerk = standing({ posts: [post('clerk', 'window'), post('officer', 'organ')] });
    expect(checkAccess('decide', clerk, 'window-clerk').allowed).toBe(false);
  });
});
