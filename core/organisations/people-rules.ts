// Who holds which post, who takes whose place, who represents a legal person.
import { incompatibleRoles, type Role } from '../access.ts';
import { endingAt, isEmpty, notBefore, openPost, periodOf, type Context, type Rules } from './context.ts';
import { incompatible } from './faults.ts';
import type { Holding, Period, Post } from './tree.ts';

export const PEOPLE_RULES: Rules<
  'appoint' | 'endAppointment' | 'substitute' | 'registerRepresentative' | 'endRepresentative'
> = {
  appoint(c, step) {
    const { personId, postId } = step;
    hold(c, { personId, postId, kind: 'appointment', forPerson: null, ...periodOf(c, step) });
  },
  endAppointment(c, { personId, postId, at }) {
    if (!knows(c, personId, 'personId') || !openPost(c, postId, 'postId')) return;
    const end = notBefore(c.at, at);
    const rest = { from: end, until: null };
    const held = c.draft.holdings({ personId }, rest).filter((h) => h.postId === postId);
    if (held.length === 0) c.fault('personId', 'not-held');
    if (c.draft.holdings({ postId }, rest).some((h) => h.forPerson === personId))
      c.fault('personId', 'substitution-runs');
    for (const h of held) c.draft.putHolding(c.n, endingAt(h, end));
  },
  /** The absent one keeps his post. */
  substitute(c, step) {
    const { personId, postId, forPerson } = step;
    const period = periodOf(c, step);
    if (personId === forPerson) c.fault('personId', 'oneself');
    else if (knows(c, forPerson, 'forPerson')) checkAbsent(c, postId, forPerson, period);
    hold(c, { personId, postId, kind: 'substitution', forPerson, ...period });
  },
  registerRepresentative(c, step) {
    const { principalId, personId } = step;
    const period = periodOf(c, step);
    if (knows(c, principalId, 'principalId') && c.persons.get(principalId) !== 'legal')
      c.fault('principalId', 'not-legal-person');
    if (knows(c, personId, 'personId') && c.persons.get(personId) !== 'natural')
      c.fault('personId', 'not-natural-person');
    if (isEmpty(period)) return;
    if (c.draft.representatives(principalId, period).length > 0) c.fault('principalId', 'represented-already');
    c.draft.putRepresentative(c.n, { id: c.newId(c.n), principalId, personId, ...period });
  },
  endRepresentative(c, { principalId, personId, at }) {
    const end = notBefore(c.at, at);
    const own = c.draft.representatives(principalId, { from: end, until: null }).filter((r) => r.personId === personId);
    if (own.length === 0) c.fault('personId', 'not-representative');
    for (const r of own) c.draft.putRepresentative(c.n, endingAt(r, end));
  },
};

const knows = (c: Context, personId: string, field: string): boolean => {
  const known = c.persons.has(personId);
  if (!known) c.fault(field, 'unknown-person');
  return known;
};

/** Whoever takes his place takes a place that he has all that time, and that nobody else has taken. */
function checkAbsent(c: Context, postId: string, forPerson: string, period: Period): void {
  const own = c.draft.holdings({ personId: forPerson }, period).filter((h) => h.postId === postId);
  const allThatTime = own.some(
    (h) => h.from <= period.from && (h.until === null || (period.until !== null && period.until <= h.until)),
  );
  if (!allThatTime) c.fault('forPerson', 'absent-not-holding');
  if (c.draft.holdings({ postId }, period).some((h) => h.forPerson === forPerson))
    c.fault('forPerson', 'substituted-already');
}

/** Separation of duties: nobody comes to hold what is not to be held together, not even for a day. */
function hold(c: Context, wanted: Holding): void {
  const post = openPost(c, wanted.postId, 'postId');
  const known = knows(c, wanted.personId, 'personId');
  if (!post || !known) return;
  checkRole(c, wanted.personId, post.role);
  if (isEmpty(wanted)) return;
  const others = c.draft.holdings({ personId: wanted.personId }, wanted);
  if (others.some((h) => h.postId === post.id)) return c.fault('personId', 'held-already');
  const elsewhere = others.map((h) => c.draft.post(h.postId)).filter((p): p is Post => p !== undefined);
  const clashing = [
    ...new Set(
      incompatibleRoles(
        post.role,
        elsewhere.map((p) => p.role),
      ),
    ),
  ];
  if (clashing.length > 0) c.fault('postId', 'incompatible-roles', incompatible(clashing));
  c.draft.putHolding(c.n, wanted);
}
function checkRole(c: Context, personId: string, role: Role): void {
  const kind = c.persons.get(personId);
  if (role === 'system' && kind !== 'system') c.fault('personId', 'role-for-systems');
  if (role !== 'system' && kind !== 'natural') c.fault('personId', 'role-for-people');
}
