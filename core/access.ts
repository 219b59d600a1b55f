// Who may do what: one table, action × (role, relation). A screen's disabled button and the API's 403 have this one cause.
import type { ProblemCode } from './errors.ts';

/** `decider` does what a `reviewer` does, and decides; `operator` keeps the system running and reads no case; `registrar` keeps the organisations. */
export const ROLES = [
  'reviewer',
  'decider',
  'head',
  'coordinator',
  'clerk',
  'author',
  'publisher',
  'registrar',
  'supervisor',
  'auditor',
  'operator',
  'system',
] as const;
export type Role = (typeof ROLES)[number];

/** How the person himself stands to the case, or, before there is one, to the principal for whom he acts. */
export const OWN_RELATIONS = [
  'applicant',
  'representative',
  'agent',
  'co-applicant',
  'helper',
  'interested-party',
] as const;
export type OwnRelation = (typeof OWN_RELATIONS)[number];

/**
 * How the organisation of a post stands to the thing acted on. `organ`: handles the item now. `supervising`: supervises an item.
 * `lead`: leads the case. `window`: a window whose division covers the case's region. `bringing-window`: brought the case in.
 * `territory`: of a division that covers the case's region. `any-window`: any window. `own-system`: decides the item of this very dispatch, by its own system.
 * `government`: the government of the case's own division.
 */
export const POST_RELATIONS = [
  'organ',
  'supervising',
  'lead',
  'window',
  'bringing-window',
  'territory',
  'any-window',
  'own-system',
  'government',
] as const;
export type PostRelation = (typeof POST_RELATIONS)[number];
export type Relation = OwnRelation | PostRelation | 'any';

/** What a power of attorney may be for; a representative has all of them. */
export const POWERS = ['submit', 'supplement', 'withdraw', 'read', 'collect'] as const;
export type Power = (typeof POWERS)[number];

/** `post`: through a post with this role, standing in this relation. `self`: as the person himself; an agent needs the power. */
type Grant =
  | { readonly self: OwnRelation | 'any'; readonly power?: Power }
  | { readonly post: Role; readonly relation: PostRelation | 'any' };

const self = (...relations: (OwnRelation | 'any')[]): Grant[] => relations.map((relation) => ({ self: relation }));
const agent = (power: Power): Grant => ({ self: 'agent', power });
const posts = (relation: PostRelation | 'any', ...roles: Role[]): Grant[] => roles.map((post) => ({ post, relation }));
const handlers = posts('organ', 'reviewer', 'decider', 'head');
/** The windows: who may receive the case, and who brought it in. */
const counters = [...posts('window', 'clerk'), ...posts('bringing-window', 'clerk')];
const watchers = [
  ...handlers,
  ...posts('supervising', 'reviewer', 'decider', 'head'),
  ...posts('lead', 'coordinator', 'head'),
  ...counters,
  ...posts('territory', 'supervisor'),
  ...posts('government', 'head'),
  ...posts('any', 'auditor'),
];

export const ACCESS = {
  // the applicant's side
  submit: self('any'),
  submitFor: [...self('representative'), agent('submit'), ...posts('any-window', 'clerk')],
  uploadMaterial: self('any'),
  uploadFor: [...self('representative'), agent('submit'), agent('supplement'), ...posts('any-window', 'clerk')],
  // or brought to a window, and scanned in there
  supplement: [...self('applicant', 'representative'), agent('supplement'), ...counters],
  supplyCorrection: [...self('applicant', 'representative'), agent('supplement'), ...counters],
  withdrawApplication: [...self('applicant', 'representative'), agent('withdraw')],
  requestHearing: [...self('applicant', 'representative'), agent('supplement'), ...self('interested-party')],
  waiveHearing: [...self('applicant', 'representative'), agent('supplement')],
  withdrawCommitment: [...self('applicant', 'representative'), agent('withdraw')],
  addParty: self('applicant', 'representative'),
  nameInterestedParty: handlers,
  grantAuthorisation: self('any'),
  // window and organs
  findPerson: posts('any-window', 'clerk'),
  registerPerson: posts('any-window', 'clerk'),
  listWindowCases: posts('any-window', 'clerk'),
  receive: posts('window', 'clerk'),
  accept: [...handlers, ...posts('organ', 'clerk')],
  declineAcceptance: [...handlers, ...posts('organ', 'clerk')],
  claim: [...handlers, ...posts('organ', 'clerk')],
  release: [...handlers, ...posts('organ', 'clerk')],
  review: handlers,
  decide: posts('organ', 'decider', 'head'),
  notifyCorrection: [...handlers, ...posts('organ', 'clerk')],
  startSpecialProcedure: posts('organ', 'decider', 'head'),
  endSpecialProcedure: posts('organ', 'decider', 'head'),
  requestExtension: handlers,
  decideExtension: posts('organ', 'head'),
  requestJointExtension: posts('lead', 'coordinator', 'head'),
  decideJointExtension: posts('government', 'head'),
  tellHearingRight: posts('organ', 'decider', 'head'),
  recordAfterCheck: [...posts('organ', 'decider', 'head'), ...posts('supervising', 'decider', 'head')],
  readNotices: posts('any', 'reviewer', 'decider', 'head', 'coordinator', 'supervisor'),
  answerEscalation: [...handlers, ...posts('lead', 'coordinator', 'head')],
  serve: [...handlers, ...posts('organ', 'clerk'), ...counters],
  seeOriginal: [...handlers, ...counters],
  returnOriginal: [...handlers, ...counters],
  collect: [...self('applicant', 'representative'), agent('collect')],
  readDispatch: posts('own-system', 'system'),
  answer: posts('own-system', 'system'),
  // reading
  readCase: [
    ...self('applicant', 'representative'),
    agent('read'),
    ...self('co-applicant', 'helper', 'interested-party'),
    ...watchers,
  ],
  readResults: [...self('applicant', 'representative'), agent('collect'), ...self('co-applicant'), ...watchers],
  // at a window the original is compared with it
  readMaterial: [
    ...self('applicant', 'representative'),
    agent('read'),
    ...handlers,
    ...posts('organ', 'clerk'),
    ...counters,
  ],
  // printed at the window, and handed over there
  readCertificate: [
    ...self('applicant', 'representative'),
    agent('collect'),
    ...handlers,
    ...counters,
    ...posts('any', 'auditor'),
  ],
  readInstruments: [
    ...self('applicant', 'representative'),
    agent('read'),
    agent('collect'),
    ...handlers,
    ...posts('organ', 'clerk'),
    ...posts('lead', 'coordinator', 'head'),
    ...counters,
    ...posts('any', 'auditor'),
  ],
  readTask: [...handlers, ...posts('organ', 'clerk')],
  listTasks: posts('any', 'reviewer', 'decider', 'head', 'clerk'),
  readParties: [...self('applicant', 'representative'), ...handlers],
  readSupervision: posts('any', 'supervisor', 'head', 'coordinator', 'auditor'),
  readAccessLog: [...self('applicant', 'representative'), ...posts('any', 'auditor')],
  readRefusedTries: posts('any', 'auditor'),
  readAudit: [...posts('territory', 'supervisor'), ...posts('any', 'auditor')],
  // keeping it running
  readIncidents: posts('any', 'operator'),
  handleIncident: posts('any', 'operator'),
  readMetrics: posts('any', 'operator'),
  endSessions: posts('any', 'operator'),
  readDefinitions: posts('any', 'author', 'publisher', 'auditor'),
  writeDefinition: posts('any', 'author'),
  publishDefinition: posts('any', 'publisher'),
  readCalendars: self('any'),
  proposeCalendar: posts('any', 'author', 'publisher'),
  publishCalendar: posts('any', 'publisher'),
  readOrganisations: self('any'),
  readHoldings: posts('any', 'registrar', 'auditor'),
  proposeOrganisationChange: posts('any', 'registrar'),
  decideOrganisationChange: posts('any', 'registrar'),
  readOrganisationHistory: posts('any', 'registrar', 'auditor'),
} as const satisfies Record<string, readonly Grant[]>;
export type Action = keyof typeof ACCESS;
export const ACTIONS = Object.keys(ACCESS) as Action[];

/** Whether posts alone do it: what a window takes in for the applicant stays his own act. */
export const doneByPosts = (action: Action): boolean => ACCESS[action].every((grant: Grant) => 'post' in grant);

/** What an official does to a case; nobody does it to one that he is a party to (回避). */
const OFFICIAL: ReadonlySet<Action> = new Set([
  'receive',
  'accept',
  'declineAcceptance',
  'claim',
  'release',
  'review',
  'decide',
  'notifyCorrection',
  'startSpecialProcedure',
  'endSpecialProcedure',
  'requestExtension',
  'decideExtension',
  'requestJointExtension',
  'decideJointExtension',
  'tellHearingRight',
  'recordAfterCheck',
  'serve',
  'seeOriginal',
  'returnOriginal',
  'readInstruments',
  'answerEscalation',
  'readTask',
  'readParties',
  'readAudit',
  'nameInterestedParty',
]);

export interface HeldPost {
  readonly postId: string;
  readonly orgId: string;
  readonly role: Role;
}
export interface Standing {
  /** Posts held at this very moment. */
  readonly posts: readonly HeldPost[];
  /** The person's own relations to the case, or to his principal. */
  readonly self: readonly OwnRelation[];
  /** What the agent's powers of attorney are for, at this moment. */
  readonly powers: readonly Power[];
  /** Organisations in the relation. */
  readonly organs: Partial<Record<PostRelation, readonly string[]>>;
}
export type Access =
  | { readonly allowed: true; readonly post?: HeldPost; readonly relation: Relation }
  | { readonly allowed: false; readonly reason: ProblemCode };

/**
 * Whether somebody so standing may do this, by which post, or why not. Nothing that is not in the table is allowed.
 * @param chosen the post he says he acts by: it must be held, and be one that may; his own relations need none.
 */
export function checkAccess(action: Action, standing: Standing, chosen?: string): Access {
  const grants: readonly Grant[] = ACCESS[action];
  const mine = grants.find(
    (g) =>
      'self' in g &&
      (g.self === 'any' || (standing.self.includes(g.self) && (!g.power || standing.powers.includes(g.power)))),
  );
  if (mine && 'self' in mine) return { allowed: true, relation: mine.self };
  const able = grants.flatMap((grant) => {
    if (!('post' in grant)) return [];
    const by = standing.posts.filter((p) => p.role === grant.post && standsIn(grant.relation, p, standing));
    return by.map((post) => ({ post, relation: grant.relation }));
  });
  if (chosen !== undefined && !standing.posts.some((p) => p.postId === chosen))
    return { allowed: false, reason: 'post-not-held' };
  const by = able.find(({ post }) => chosen === undefined || post.postId === chosen);
  if (by && OFFICIAL.has(action) && standing.self.length > 0) return { allowed: false, reason: 'own-case' };
  if (by) return { allowed: true, ...by };
  const byPost = grants.some((g) => 'post' in g && g.relation === 'organ') && standing.posts.length > 0;
  return { allowed: false, reason: byPost ? 'post-not-held' : 'not-allowed' };
}

const standsIn = (relation: PostRelation | 'any', post: HeldPost, standing: Standing): boolean =>
  relation === 'any' || (standing.organs[relation]?.includes(post.orgId) ?? false);

/** Who runs the system, keeps the organisations or audits does not handle cases; who handles them does not watch himself. */
const ALONE: Partial<Record<Role, readonly Role[]>> = {
  auditor: ROLES.filter((r) => r !== 'auditor'),
  system: ROLES.filter((r) => r !== 'system'),
  operator: ['reviewer', 'decider', 'head', 'coordinator', 'clerk', 'publisher', 'registrar', 'supervisor'],
  registrar: ['reviewer', 'decider', 'head', 'coordinator', 'clerk', 'publisher', 'supervisor'],
  supervisor: ['reviewer', 'decider', 'head', 'coordinator', 'clerk'],
};
/** Of the roles held, those that nobody may hold together with this one (separation of duties). */
export const incompatibleRoles = (role: Role, held: readonly Role[]): Role[] =>
  held.filter((other) => ALONE[role]?.includes(other) || ALONE[other]?.includes(role));

/** Digits of a division's code by level: village, township, district, city, province. */
const LEVELS = [12, 9, 6, 4, 2] as const;
/** What the codes of all that a division covers begin with: the code without the levels below the division's own, which are written as zeros: 310100 is 3101, 310199100 is itself. */
export const ownDigits = (code: string): string =>
  LEVELS.reduce((digits, level, n) => {
    const above = LEVELS[n + 1];
    return above !== undefined && digits.length === level && /^0+$/.test(digits.slice(above))
      ? digits.slice(0, above)
      : digits;
  }, code);
/** Whether a division's code covers another's: 310000 covers 310199, and each covers itself. */
export const covers = (division: string, region: string): boolean => region.startsWith(ownDigits(division));
