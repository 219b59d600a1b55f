// Each rule of a change with what it lets pass and what it refuses.
import { describe, expect, test } from '@jest/globals';
import { STEP_FAULTS } from '../../../core/organisations/faults.ts';
import { checkSteps, concernedBy, playSteps } from '../../../core/organisations/play.ts';
import type { Step } from '../../../core/organisations/step.ts';
import type { Tree } from '../../../core/organisations/tree.ts';
import { appoint, create, end, ground, holding, inDays, name, NOW, substitute } from './ground.ts';

const faultsOf = (steps: readonly Step[], tree: Tree = ground) =>
  checkSteps(tree, steps, NOW).map(({ pointer, code }) => [pointer, code]);
const move = (id: string, parentId: string | null, divisionCode?: string): Step => ({
  type: 'moveOrganisation',
  id,
  parentId,
  ...(divisionCode !== undefined && { divisionCode }),
});
const close = (id: string): Step => ({ type: 'closeOrganisation', id });
const closePost = (id: string): Step => ({ type: 'closePost', id });
const createPost = (id: string, organisationId: string): Step => ({
  type: 'createPost',
  id,
  organisationId,
  role: 'head',
  name,
});
const represent = (principalId: string, personId: string, more: object = {}): Step => ({
  type: 'registerRepresentative',
  principalId,
  personId,
  ...more,
});
const endRepresentative = (principalId: string, personId: string): Step => ({
  type: 'endRepresentative',
  principalId,
  personId,
});

/** What is refused, and where. */
const REFUSED: readonly (readonly [code: string, field: string, ...steps: Step[]])[] = [
  ['id-taken', 'id', create('street', 'district', '310199001')],
  ['id-taken', 'id', create('gone', 'district', '310199')],
  ['id-taken', 'id', createPost('decider', 'bureau')],
  ['unknown-organisation', 'parentId', create('new', 'atlantis', '310199')],
  ['unknown-organisation', 'id', close('atlantis')],
  ['unknown-organisation', 'organisationId', createPost('new', 'atlantis')],
  ['unknown-post', 'postId', appoint('eve', 'atlantis')],
  ['unknown-post', 'id', closePost('atlantis')],
  ['unknown-person', 'personId', appoint('nobody', 'decider')],
  ['unknown-person', 'forPerson', substitute('fay', 'decider', 'nobody')],
  ['unknown-person', 'principalId', represent('nobody', 'eve')],
  ['organisation-closed', 'parentId', create('new', 'gone', '310199')],
  ['organisation-closed', 'organisationId', createPost('new', 'gone')],
  ['organisation-closed', 'id', { type: 'renameOrganisation', id: 'gone', name: { zh: '新', en: 'New' } }],
  ['post-closed', 'postId', appoint('fay', 'gone-post')],
  ['post-closed', 'id', closePost('gone-post')],
  ['post-closed', 'id', { type: 'renamePost', id: 'gone-post', name: { zh: '新', en: 'New' } }],
  ['parent-missing', 'parentId', create('new', null, '310199')],
  ['parent-missing', 'parentId', move('bureau', null)],
  ['division-malformed', 'divisionCode', create('new', 'district', '3101990')],
  ['division-not-covered', 'divisionCode', create('new', 'street', '310199')],
  ['division-not-covered', 'divisionCode', create('new', 'district', '310198001')],
  ['division-not-covered', 'divisionCode', move('street', 'neighbour')],
  ['child-not-covered', 'divisionCode', move('street', 'district', '310199002')],
  ['cycle', 'parentId', move('street', 'village')],
  ['cycle', 'parentId', move('street', 'street')],
  ['nothing-changes', 'parentId', move('street', 'district')],
  ['nothing-changes', 'name', { type: 'renameOrganisation', id: 'street', name }],
  ['nothing-changes', 'name', { type: 'renamePost', id: 'decider', name }],
  ['has-children', 'id', close('street')],
  ['has-holders', 'id', close('street-window')],
  ['handles-items', 'id', end('ann', 'decider'), end('dan', 'reviewer'), close('bureau')],
  ['named-by-matters', 'id', end('ann', 'decider'), end('dan', 'reviewer'), close('bureau')],
  ['ends-before-begin', 'until', appoint('fay', 'clerk', { from: inDays(3), until: inDays(3) })],
  ['ends-before-begin', 'until', appoint('fay', 'clerk', { from: inDays(-9), until: inDays(-1) })],
  ['ends-before-begin', 'until', substitute('fay', 'decider', 'ann', { until: inDays(0) })],
  ['ends-before-begin', 'until', represent('other-company', 'eve', { until: inDays(-1) })],
  ['held-already', 'personId', appoint('ann', 'decider')],
  ['held-already', 'personId', appoint('dan', 'reviewer', { from: inDays(19) })],
  [
    'held-already',
    'personId',
    appoint('fay', 'clerk', { until: inDays(5) }),
    appoint('fay', 'clerk', { from: inDays(4) }),
  ],
  ['not-held', 'personId', end('fay', 'decider')],
  ['not-held', 'personId', end('bob', 'clerk', inDays(30))],
  ['absent-not-holding', 'forPerson', substitute('fay', 'decider', 'bob')],
  ['absent-not-holding', 'forPerson', substitute('fay', 'clerk', 'bob', { until: inDays(31) })],
  ['absent-not-holding', 'forPerson', substitute('fay', 'reviewer', 'dan')],
  ['substituted-already', 'forPerson', substitute('fay', 'decider', 'ann'), substitute('eve', 'decider', 'ann')],
  ['substitution-runs', 'personId', substitute('fay', 'decider', 'ann'), end('ann', 'decider', inDays(6))],
  ['oneself', 'personId', substitute('ann', 'decider', 'ann')],
  ['role-for-people', 'personId', appoint('company', 'decider')],
  ['role-for-people', 'personId', appoint('robot', 'decider')],
  ['role-for-people', 'personId', substitute('robot', 'decider', 'ann')],
  ['role-for-systems', 'personId', appoint('fay', 'machine')],
  ['incompatible-roles', 'postId', appoint('ann', 'auditor')],
  ['incompatible-roles', 'postId', appoint('dan', 'registrar', { from: inDays(19) })],
  ['incompatible-roles', 'postId', substitute('ron', 'decider', 'ann')],
  ['incompatible-roles', 'postId', appoint('fay', 'clerk'), appoint('fay', 'auditor', { from: inDays(400) })],
  ['not-legal-person', 'principalId', represent('fay', 'eve')],
  ['not-natural-person', 'personId', represent('other-company', 'robot')],
  ['represented-already', 'principalId', represent('company', 'fay')],
  ['not-representative', 'personId', endRepresentative('company', 'fay')],
];
/** What passes although it is near to what is refused. */
const PASSES: readonly (readonly [what: string, ...steps: Step[]])[] = [
  ['a township below a district', create('new', 'district', '310199007')],
  ['a village of 12 digits below a township', create('new', 'street', '310199001003')],
  ['a new government of its own', create('new', null, '320100', { kind: 'government' })],
  ['a move with all that stands below', move('village', 'district')],
  ['closing what is empty', close('empty')],
  ['closing from below', end('bob', 'clerk'), close('street-window'), close('village'), close('street')],
  ['closing a post that is held', closePost('decider')],
  ['another appointment after the first', appoint('dan', 'reviewer', { from: inDays(20) })],
  ['an auditor who was a clerk until then', appoint('bob', 'auditor', { from: inDays(30) })],
  ['a registrar who is relieved of all else', end('ann', 'decider'), appoint('ann', 'registrar')],
  ['a system for a system’s post', appoint('robot', 'machine')],
  ['a reviewer who takes a decider’s place', substitute('dan', 'decider', 'ann')],
  ['a substitute to the very end', substitute('fay', 'clerk', 'bob', { until: inDays(30) })],
  [
    'another substitute afterwards',
    substitute('fay', 'decider', 'ann'),
    substitute('eve', 'decider', 'ann', { from: inDays(7), until: inDays(8) }),
  ],
  ['relieving after the substitution', substitute('fay', 'decider', 'ann'), end('ann', 'decider', inDays(7))],
  ['ending a substitution early', substitute('fay', 'decider', 'ann'), end('fay', 'decider'), end('ann', 'decider')],
  ['a representative after another', endRepresentative('company', 'eve'), represent('company', 'fay')],
  ['a third registrar, then one less', appoint('fay', 'registrar'), end('ron', 'registrar')],
];

describe('a step is refused', () => {
  test.each(REFUSED)('%s, of its %s', (code, field, ...steps) => {
    expect(faultsOf(steps)).toContainEqual([`/steps/${steps.length - 1}/${field}`, code]);
  });
  test('for each reason that there is', () => {
    const codes = new Set(REFUSED.map(([code]) => code));
    const others = ['handles-items', 'named-by-matters', 'incompatible-roles'];
    expect([...codes, 'too-few-registrars'].sort()).toEqual([...Object.keys(STEP_FAULTS), ...others].sort());
  });
  test('and the fault says how many items, how many matters, which roles', () => {
    const said = checkSteps(ground, [close('bureau'), appoint('ann', 'auditor')], NOW).map((f) => f.message.en);
    expect(said).toEqual(
      expect.arrayContaining([expect.stringContaining('3 items'), expect.stringContaining('2 published')]),
    );
    expect(said).toContainEqual('Not to be held together with: Officer');
  });
});
describe('a step passes', () => {
  test.each(PASSES)('%s', (_, ...steps) => {
    expect(faultsOf(steps)).toEqual([]);
  });
});

test('all faults are told at once, each of its step', () => {
  expect(faultsOf([close('atlantis'), appoint('ann', 'auditor'), create('street', 'gone', '3')])).toEqual([
    ['/steps/0/id', 'unknown-organisation'],
    ['/steps/1/postId', 'incompatible-roles'],
    ['/steps/2/id', 'id-taken'],
  ]);
});
test('what a faulty step would have made is there for the later ones: one fault is told once', () => {
  const steps = [create('new', 'atlantis', '310199'), create('below', 'new', '310199001'), createPost('head', 'below')];
  expect(faultsOf(steps)).toEqual([['/steps/0/parentId', 'unknown-organisation']]);
});
test('new organisations that name each other as parents are no circle to be lost in', () => {
  const steps = [create('one', 'other', '310199'), create('other', 'one', '310199'), create('third', 'one', '310199')];
  expect(faultsOf(steps)).toEqual([['/steps/0/parentId', 'unknown-organisation']]);
});

describe('two registrars at least', () => {
  const only = ['/steps', 'too-few-registrars'];
  test('must be left, however one goes', () => {
    expect(faultsOf([end('ron', 'registrar')])).toContainEqual(only);
    expect(faultsOf([closePost('registrar')])).toContainEqual(only);
    expect(faultsOf([end('ron', 'registrar'), appoint('fay', 'registrar', { from: inDays(1) })])).toContainEqual(only);
    expect(faultsOf([end('ron', 'registrar'), appoint('fay', 'registrar')])).toEqual([]);
  });
  test('are not asked of a change that takes none away', () => {
    const one = { ...ground, holdings: ground.holdings.filter((h) => h.personId !== 'ron') };
    expect(faultsOf([close('empty')], one)).toEqual([]);
  });
});

describe('periods', () => {
  const made = (step: Step) => playSteps(ground, [step], NOW).changes.map(({ after }) => after);
  test('nothing begins or ends before the change', () => {
    expect(made(appoint('fay', 'decider', { from: inDays(-50) }))).toMatchObject([{ from: inDays(0), until: null }]);
    expect(made(end('ann', 'decider', inDays(-50)))).toMatchObject([{ until: inDays(0) }]);
  });
  test('what has not begun ends where it would have begun', () => {
    expect(made(end('dan', 'reviewer'))).toMatchObject([{ from: inDays(10), until: inDays(10) }]);
    expect(faultsOf([end('dan', 'reviewer'), appoint('dan', 'auditor')])).toEqual([]);
  });
  test('a closed post relieves who holds it and who would have', () => {
    const tree = { ...ground, holdings: [...ground.holdings, holding('fay', 'decider', { from: inDays(5) })] };
    const { changes } = playSteps(tree, [closePost('decider')], NOW);
    expect(changes.map(({ kind, after }) => [kind, 'until' in after ? after.until : after.closedAt])).toEqual([
      ['holding', inDays(0)],
      ['holding', inDays(5)],
      ['post', inDays(0)],
    ]);
  });
  test('an organisation is closed with its empty posts', () => {
    const { changes } = playSteps(ground, [close('empty')], NOW);
    expect(changes.map(({ id, before, after }) => [id, before, after])).toMatchObject([
      ['empty-post', { closedAt: null }, { closedAt: inDays(0) }],
      ['empty', { closedAt: null }, { closedAt: inDays(0) }],
    ]);
  });
});

test.each([
  ['appoints', [appoint('fay', 'clerk')], ['fay']],
  ['relieves', [end('ann', 'decider')], ['ann']],
  ['substitutes', [substitute('fay', 'decider', 'ann')], ['fay', 'ann']],
  ['relieves by closing the post', [closePost('decider')], ['ann']],
  ['makes a representative', [represent('other-company', 'fay')], ['fay', 'other-company']],
  ['touches nobody', [close('empty')], []],
])('a change that %s concerns those people', (_, steps, people) => {
  expect([...concernedBy(steps, playSteps(ground, steps, NOW))].sort()).toEqual([...people].sort());
});
