// A small tree of the tests' own: a district with a street below it, posts, people, a company.
import type { Role } from '../../../core/access.ts';
import type { Step } from '../../../core/organisations/step.ts';
import { asInstant, type Holding, type Organisation, type Post, type Tree } from '../../../core/organisations/tree.ts';

export const NOW = Date.parse('2026-12-01T00:00:00Z');
export const DAY = 24 * 3_600_000;
export const inDays = (n: number): string => asInstant(NOW + n * DAY);
export const name = { zh: '测试', en: 'Test' };

export const organisation = (
  id: string,
  parentId: string | null,
  divisionCode: string,
  more: Partial<Organisation> = {},
) => ({
  ...({
    id,
    parentId,
    kind: parentId === null ? 'government' : 'department',
    divisionCode,
    name,
    closedAt: null,
  } as const),
  ...more,
});
const post = (id: string, organisationId: string, role: Role, closedAt: string | null = null): Post => ({
  id,
  organisationId,
  role,
  name,
  closedAt,
});
export const holding = (personId: string, postId: string, more: Partial<Holding> = {}): Holding => ({
  personId,
  postId,
  kind: 'appointment',
  forPerson: null,
  from: inDays(-100),
  until: null,
  ...more,
});

export const ground: Tree = {
  organisations: [
    organisation('district', null, '310199'),
    organisation('bureau', 'district', '310199'),
    organisation('street', 'district', '310199001', { kind: 'government' }),
    organisation('street-window', 'street', '310199001', { kind: 'window' }),
    organisation('village', 'street', '310199001002'),
    organisation('empty', 'district', '310199'),
    organisation('neighbour', null, '310198'),
    organisation('gone', 'district', '310199', { closedAt: inDays(-10) }),
  ],
  posts: [
    post('decider', 'bureau', 'decider'),
    post('reviewer', 'bureau', 'reviewer'),
    post('auditor', 'district', 'auditor'),
    post('registrar', 'district', 'registrar'),
    post('machine', 'bureau', 'system'),
    post('clerk', 'street-window', 'clerk'),
    post('gone-post', 'bureau', 'head', inDays(-10)),
    post('empty-post', 'empty', 'decider'),
  ],
  holdings: [
    holding('ann', 'decider'),
    holding('bob', 'clerk', { until: inDays(30) }),
    holding('ron', 'registrar'),
    holding('rita', 'registrar'),
    holding('dan', 'reviewer', { from: inDays(10), until: inDays(20) }),
  ],
  representatives: [{ id: 'r', principalId: 'company', personId: 'eve', from: inDays(-5), until: null }],
  persons: new Map([
    ...['ann', 'bob', 'ron', 'rita', 'dan', 'eve', 'fay'].map((id) => [id, 'natural'] as const),
    ['company', 'legal'],
    ['other-company', 'legal'],
    ['robot', 'system'],
  ]),
  work: new Map([['bureau', { items: 3, matters: 2 }]]),
};

export const create = (id: string, parentId: string | null, divisionCode: string, more: object = {}): Step => ({
  type: 'createOrganisation',
  id,
  parentId,
  kind: 'department',
  divisionCode,
  name,
  ...more,
});
export const appoint = (personId: string, postId: string, more: object = {}): Step => ({
  type: 'appoint',
  personId,
  postId,
  ...more,
});
export const substitute = (personId: string, postId: string, forPerson: string, more: object = {}): Step => ({
  type: 'substitute',
  personId,
  postId,
  forPerson,
  until: inDays(7),
  ...more,
});
export const end = (personId: string, postId: string, at?: string): Step => ({
  type: 'endAppointment',
  personId,
  postId,
  ...(at !== undefined && { at }),
});
