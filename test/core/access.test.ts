import { describe, expect, test } from '@jest/globals';
import {
  ACTIONS,
  checkAccess,
  covers,
  incompatibleRoles,
  OWN_RELATIONS,
  POST_RELATIONS,
  POWERS,
  ROLES,
  type Action,
  type HeldPost,
  type Role,
  type Standing,
} from '../../core/access.ts';

const HANDLERS = 'reviewer@organ decider@organ head@organ';
const COUNTERS = 'clerk@window clerk@bringing-window';
const WATCHERS = `${HANDLERS} reviewer@supervising decider@supervising head@supervising coordinator@lead head@lead clerk@window clerk@bringing-window supervisor@territory head@government auditor@any`;
/** Written apart from the table: who may, as himself (an agent by the power named) or as role@relation. */
const MAY: Record<Action, string> = {
  submit: 'anybody',
  submitFor: 'representative agent:submit clerk@any-window',
  uploadMaterial: 'anybody',
  uploadFor: 'representative agent:submit agent:supplement clerk@any-window',
  supplement: `applicant representative agent:supplement ${COUNTERS}`,
  withdrawApplication: 'applicant representative agent:withdraw',
  addParty: 'applicant representative',
  nameInterestedParty: HANDLERS,
  grantAuthorisation: 'anybody',
  findPerson: 'clerk@any-window',
  registerPerson: 'clerk@any-window',
  listWindowCases: 'clerk@any-window',
  receive: 'clerk@window',
  accept: `${HANDLERS} clerk@organ`,
  declineAcceptance: `${HANDLERS} clerk@organ`,
  claim: `${HANDLERS} clerk@organ`,
  release: `${HANDLERS} clerk@organ`,
  review: HANDLERS,
  decide: 'decider@organ head@organ',
  readDispatch: 'system@own-system',
  notifyCorrection: `${HANDLERS} clerk@organ`,
  supplyCorrection: `applicant representative agent:supplement ${COUNTERS}`,
  seeOriginal: `${HANDLERS} ${COUNTERS}`,
  returnOriginal: `${HANDLERS} ${COUNTERS}`,
  startSpecialProcedure: 'decider@organ head@organ',
  endSpecialProcedure: 'decider@organ head@organ',
  requestExtension: HANDLERS,
  decideExtension: 'head@organ',
  requestJointExtension: 'coordinator@lead head@lead',
  decideJointExtension: 'head@government',
  tellHearingRight: 'decider@organ head@organ',
  requestHearing: 'applicant representative agent:supplement interested-party',
  waiveHearing: 'applicant representative agent:supplement',
  withdrawCommitment: 'applicant representative agent:withdraw',
  recordAfterCheck: 'decider@organ head@organ decider@supervising head@supervising',
  readNotices: 'reviewer@any decider@any head@any coordinator@any supervisor@any',
  answerEscalation: `${HANDLERS} coordinator@lead head@lead`,
  serve: `${HANDLERS} clerk@organ clerk@window clerk@bringing-window`,
  collect: 'applicant representative agent:collect',
  readInstruments: `applicant representative agent:read agent:collect ${HANDLERS} clerk@organ coordinator@lead head@lead clerk@window clerk@bringing-window auditor@any`,
  answer: 'system@own-system',
  readCase: `applicant representative agent:read co-applicant helper interested-party ${WATCHERS}`,
  readResults: `applicant representative agent:collect co-applicant ${WATCHERS}`,
  readMaterial: `applicant representative agent:read ${HANDLERS} clerk@organ ${COUNTERS}`,
  readCertificate: `applicant representative agent:collect ${HANDLERS} ${COUNTERS} auditor@any`,
  readTask: `${HANDLERS} clerk@organ`,
  listTasks: 'reviewer@any decider@any head@any clerk@any',
  readParties: `applicant representative ${HANDLERS}`,
  readSupervision: 'supervisor@any head@any coordinator@any auditor@any',
  readAccessLog: 'applicant representative auditor@any',
  readRefusedTries: 'auditor@any',
  readAudit: 'supervisor@territory auditor@any',
  readIncidents: 'operator@any',
  handleIncident: 'operator@any',
  readMetrics: 'operator@any',
  endSessions: 'operator@any',
  readDefinitions: 'author@any publisher@any auditor@any',
  writeDefinition: 'author@any',
  publishDefinition: 'publisher@any',
  readCalendars: 'anybody',
  proposeCalendar: 'author@any publisher@any',
  publishCalendar: 'publisher@any',
  readOrganisations: 'anybody',
  readHoldings: 'registrar@any auditor@any',
  proposeOrganisationChange: 'registrar@any',
  decideOrganisationChange: 'registrar@any',
  readOrganisationHistory: 'registrar@any auditor@any',
};
const may = (action: Action, ...cells: string[]) =>
  MAY[action].split(' ').some((cell) => cell === 'anybody' || cells.includes(cell));

const PLACES = [...POST_RELATIONS, 'elsewhere'];
const organs = Object.fromEntries(POST_RELATIONS.map((r) => [r, [r]]));
const post = (role: Role, place: string): HeldPost => ({ postId: `${place}-${role}`, orgId: place, role });
const standing = (more: Partial<Standing> = {}): Standing => ({ posts: [], self: [], powers: [], organs, ...more });

describe('the access table, cell by cell, against a list written apart', () => {
  const cells = ACTIONS.flatMap((action) =>
    ROLES.flatMap((role) => PLACES.map((place) => [action, role, place] as const)),
  );
  test.each(cells)('%s by %s of %s', (action, role, place) => {
    const expected = may(action, `${role}@${place}`, `${role}@any`);
    expect(checkAccess(action, standing({ posts: [post(role, place)] })).allowed).toBe(expected);
  });
  test.each(ACTIONS.flatMap((action) => OWN_RELATIONS.map((r) => [action, r] as const)))('%s as %s', (action, own) => {
    expect(checkAccess(action, standing({ self: [own] })).allowed).toBe(may(action, own));
  });
  test.each(ACTIONS.flatMap((action) => POWERS.map((power) => [action, power] as const)))(
    '%s as an agent to %s',
    (action, power) => {
      const answer = checkAccess(action, standing({ self: ['agent'], powers: [power] }));
      expect(answer.allowed).toBe(may(action, `agent:${power}`));
    },
  );
  test.each(ACTIONS)('%s by nobody', (action) => {
    expect(checkAccess(action, standing()).allowed).toBe(may(action));
  });
});

describe('the post chosen', () => {
  const both = standing({ posts: [post('decider', 'organ'), post('head', 'organ')] });
  test('is the one that acts, when it may', () => {
    expect(checkAccess('decide', both, 'organ-head')).toMatchObject({ allowed: true, post: { postId: 'organ-head' } });
    expect(checkAccess('decide', both)).toMatchObject({ allowed: true, post: { postId: 'organ-decider' } });
  });
  test('that may not is refused, although another of the same person may', () => {
    const clerk = standing({ posts: [post('clerk', 'window'), post('decider', 'organ')] });
    expect(checkAccess('decide', clerk, 'window-clerk').allowed).toBe(false);
  });
  test('that is not held (any more) is refused, although another of the same person may', () => {
    expect(checkAccess('decide', both, 'elsewhere-head')).toEqual({ allowed: false, reason: 'post-not-held' });
  });
});

describe('a party to the case stands aside (回避)', () => {
  const acts = ACTIONS.filter((a) => MAY[a].includes('decider@organ') && !a.startsWith('read')).concat('readTask');
  test.each(acts.flatMap((action) => OWN_RELATIONS.map((r) => [action, r] as const)))(
    '%s by an officer who is its %s',
    (action, own) => {
      const officer = standing({ self: [own], posts: [post('decider', 'organ')] });
      expect(checkAccess(action, officer)).toEqual({ allowed: false, reason: 'own-case' });
    },
  );
  test('documents, too, of a case that he is concerned by', () => {
    const officer = standing({ self: ['interested-party'], posts: [post('decider', 'organ')] });
    expect(checkAccess('readInstruments', officer)).toEqual({ allowed: false, reason: 'own-case' });
  });
  test('an auditor does not audit his own case', () => {
    const auditor = standing({ self: ['applicant'], posts: [post('auditor', 'elsewhere')] });
    expect(checkAccess('readAudit', auditor)).toEqual({ allowed: false, reason: 'own-case' });
  });
  test('and reads it as the party he is', () => {
    const officer = standing({ self: ['applicant'], posts: [post('decider', 'organ')] });
    expect(checkAccess('readCase', officer)).toEqual({ allowed: true, relation: 'applicant' });
  });
});

describe('roles that nobody holds together', () => {
  test.each([
    ['auditor', 'operator'],
    ['operator', 'decider'],
    ['registrar', 'head'],
    ['supervisor', 'clerk'],
    ['system', 'clerk'],
  ] as const)('%s and %s, whichever comes first', (one, other) => {
    expect(incompatibleRoles(one, [other])).toEqual([other]);
    expect(incompatibleRoles(other, [one])).toEqual([one]);
  });
  test('a decider may be reviewer and head as well, an author publisher', () => {
    expect(incompatibleRoles('decider', ['reviewer', 'head'])).toEqual([]);
    expect(incompatibleRoles('author', ['publisher'])).toEqual([]);
  });
});

test.each([
  ['310000', '310199', true],
  ['310100', '310199', true],
  ['310199', '310199', true],
  ['310198', '310199', false],
  ['310110', '310199', false],
  ['320000', '310199', false],
  ['310199', '310000', false],
  ['000000', '310199', false],
  ['310199', '310199100', true],
  ['310199100', '310199101', false],
  ['310199000', '310199101', true],
  ['310199100000', '310199100001', true],
])('division %s covers %s: %s', (division, region, expected) => {
  expect(covers(division, region)).toBe(expected);
});
