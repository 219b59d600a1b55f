// Parties of a case beside its applicant: co-applicants, helpers, interested parties.
import { toTimestamp, type Db } from './db.ts';

export const PARTY_KINDS = ['co-applicant', 'helper', 'interested-party'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

export interface Ties {
  readonly parties: readonly PartyKind[];
  /** Whether there is any authorisation, in force or not, that names the two. */
  readonly authorised: boolean;
}
/** What ties this person to the case and its applicant beside being the applicant himself; one look, for the hot path. */
export async function findTies(
  db: Db,
  of: { readonly caseNo?: string | undefined; readonly principalId: string },
  personId: string,
): Promise<Ties> {
  const { rows } = await db.query<{ parties: PartyKind[]; authorised: boolean }>({
    name: 'ties',
    text: `select array(select distinct kind from case_parties where case_no = $1 and person_id = $3 and ended_at is null order by kind) as parties,
             exists (select 1 from authorisations where person_id = $3 and principal_id = $2) as authorised`,
    values: [of.caseNo ?? null, of.principalId, personId],
  });
  return rows[0]!;
}

export interface Party {
  readonly personId: string;
  readonly kind: PartyKind;
  readonly addedAt: number;
}
export async function listParties(db: Db, caseNo: string): Promise<Party[]> {
  const { rows } = await db.query<{ person_id: string; kind: PartyKind; added_at: Date }>({
    name: 'parties',
    text: 'select person_id, kind, added_at from case_parties where case_no = $1 and ended_at is null order by added_at, person_id, kind',
    values: [caseNo],
  });
  return rows.map((r) => ({ personId: r.person_id, kind: r.kind, addedAt: r.added_at.getTime() }));
}
/** @returns false when he is one already */
export async function insertParty(
  db: Db,
  caseNo: string,
  party: { readonly personId: string; readonly kind: PartyKind },
  added: { readonly by: string; readonly at: number },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into case_parties (case_no, person_id, kind, added_by, added_at) select $1, $2, $3, $4, $5
     where not exists (select 1 from case_parties where case_no = $1 and person_id = $2 and kind = $3 and ended_at is null)`,
    [caseNo, party.personId, party.kind, added.by, toTimestamp(added.at)],
  );
  return rowCount === 1;
}
/** @returns false when he was none */
export async function endParty(
  db: Db,
  caseNo: string,
  party: { readonly personId: string; readonly kind: PartyKind },
  ended: { readonly by: string; readonly at: number },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update case_parties set ended_by = $4, ended_at = $5 where case_no = $1 and person_id = $2 and kind = $3 and ended_at is null`,
    [caseNo, party.personId, party.kind, ended.by, toTimestamp(ended.at)],
  );
  return rowCount === 1;
}

export interface PartyCase {
  readonly caseNo: string;
  readonly kind: PartyKind;
  readonly addedAt: number;
  readonly position: string;
}
/** The cases that a person takes part in now, newest first. */
export async function listCasesOfParty(
  db: Db,
  personId: string,
  before: readonly [addedAt: string, key: string] | undefined,
  limit: number,
): Promise<PartyCase[]> {
  const { rows } = await db.query<{ case_no: string; kind: PartyKind; added_at: Date; position: string }>({
    name: 'cases-of-party',
    text: `select case_no, kind, added_at, added_at::text as position from case_parties where person_id = $1 and ended_at is null
             and (added_at, case_no || kind) < ($2::timestamptz, $3) order by added_at desc, case_no || kind desc limit $4`,
    values: [personId, before?.[0] ?? 'infinity', before?.[1] ?? '', limit],
  });
  return rows.map((r) => ({ caseNo: r.case_no, kind: r.kind, addedAt: r.added_at.getTime(), position: r.position }));
}
