// The organisations as they stand: a forest by division, posts in it, who holds them, who represents whom. Instants are ISO texts in
// UTC with milliseconds, as `asInstant` writes them, so that they are compared as texts.
import type { Role } from '../access.ts';
import type { Text } from '../text.ts';

export const ORGANISATION_KINDS = ['government', 'department', 'market', 'window'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];
export type PersonKind = 'natural' | 'legal' | 'system';

export interface Organisation {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: OrganisationKind;
  readonly divisionCode: string;
  readonly name: Text;
  readonly closedAt: string | null;
}
export interface Post {
  readonly id: string;
  readonly organisationId: string;
  readonly role: Role;
  readonly name: Text;
  readonly closedAt: string | null;
}
/** From `from` until just before `until`. */
export interface Period {
  readonly from: string;
  readonly until: string | null;
}
export interface Holding extends Period {
  readonly personId: string;
  readonly postId: string;
  readonly kind: 'appointment' | 'substitution';
  /** Whose place a substitute takes. */
  readonly forPerson: string | null;
}
/** Of a legal person. */
export interface Representative extends Period {
  readonly id: string;
  readonly principalId: string;
  readonly personId: string;
}

export interface Tree {
  readonly organisations: readonly Organisation[];
  readonly posts: readonly Post[];
  /** Those that are not over. */
  readonly holdings: readonly Holding[];
  /** Those that are not over. */
  readonly representatives: readonly Representative[];
  /** The people whom the steps name. */
  readonly persons: ReadonlyMap<string, PersonKind>;
  /** What keeps an organisation open: items that running cases have or will have there, matters that new cases would bring. */
  readonly work: ReadonlyMap<string, { readonly items: number; readonly matters: number }>;
}

export const asInstant = (at: number): string => new Date(at).toISOString();
export const overlap = (a: Period, b: Period): boolean =>
  (b.until === null || a.from < b.until) && (a.until === null || b.from < a.until);
export const holdsAt = (period: Period, at: string): boolean =>
  period.from <= at && (period.until === null || at < period.until);
export const holdingId = ({ personId, postId, from }: Holding): string => `${personId}/${postId}/${from}`;
