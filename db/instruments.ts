// Documents of cases, sealed, and how they were served.
import type { InstrumentKind, ServiceWay } from '../core/engine/instruments.ts';
import type { Sealed } from './contents.ts';
import { toTimestamp, type Db } from './db.ts';

export interface InstrumentRow {
  readonly number: string;
  readonly caseNo: string;
  readonly no: number;
  readonly itemId: string | null;
  readonly kind: InstrumentKind;
  readonly template: number;
  readonly organ: string;
  readonly ownNumber: string | null;
  readonly madeAt: number;
}
export async function insertInstrument(db: Db, i: InstrumentRow, content: Sealed): Promise<void> {
  await db.query({
    name: 'instrument-insert',
    text: `insert into instruments (number, case_no, no, item_id, kind, template, organ, own_number, made_at, key_id, sealed, salt, hash)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    values: [
      i.number,
      i.caseNo,
      i.no,
      i.itemId,
      i.kind,
      i.template,
      i.organ,
      i.ownNumber,
      toTimestamp(i.madeAt),
      content.keyId,
      content.sealed,
      content.salt,
      content.hash,
    ],
  });
}

export interface ServiceRow {
  readonly number: string;
  readonly how: ServiceWay;
  readonly servedAt: number;
  readonly personId: string;
  readonly postId: string | null;
  /** What proves it, sealed. */
  readonly proof: string | null;
}
export async function insertService(db: Db, s: ServiceRow, recordedAt: number): Promise<void> {
  await db.query({
    name: 'service-insert',
    text: `insert into services (number, how, served_at, recorded_at, person_id, post_id, proof) values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [s.number, s.how, toTimestamp(s.servedAt), toTimestamp(recordedAt), s.personId, s.postId, s.proof],
  });
}

export interface ListedInstrument extends InstrumentRow {
  readonly service: (Pick<ServiceRow, 'how' | 'postId' | 'proof'> & { readonly at: number }) | null;
}
interface Raw extends Omit<InstrumentRow, 'madeAt'> {
  readonly madeAt: Date;
  readonly how: ServiceWay | null;
  readonly servedAt: Date | null;
  readonly postId: string | null;
  readonly proof: string | null;
}
const LISTED = `select i.number, i.case_no as "caseNo", i.no, i.item_id as "itemId", i.kind, i.template, i.organ, i.own_number as "ownNumber",
  i.made_at as "madeAt", s.how, s.served_at as "servedAt", s.post_id as "postId", s.proof
  from instruments i left join services s using (number)`;
const toListed = ({ madeAt, how, servedAt, postId, proof, ...row }: Raw): ListedInstrument => ({
  ...row,
  madeAt: madeAt.getTime(),
  service: how && servedAt ? { how, at: servedAt.getTime(), postId, proof } : null,
});

/** In the order in which they were made. A case has as many as its steps, so there are no pages. */
export async function listInstruments(db: Db, caseNo: string): Promise<ListedInstrument[]> {
  const { rows } = await db.query<Raw>({
    name: 'instruments-of-case',
    text: `${LISTED} where i.case_no = $1 order by i.no`,
    values: [caseNo],
  });
  return rows.map(toListed);
}
export async function findInstrument(db: Db, number: string): Promise<ListedInstrument | undefined> {
  const { rows } = await db.query<Raw>({
    name: 'instrument-find',
    text: `${LISTED} where i.number = $1`,
    values: [number],
  });
  return rows[0] && toListed(rows[0]);
}
export async function findInstrumentBody(
  db: Db,
  number: string,
): Promise<{ readonly keyId: string; readonly sealed: Buffer } | undefined> {
  const { rows } = await db.query<{ keyId: string; sealed: Buffer }>({
    name: 'instrument-body',
    text: 'select key_id as "keyId", sealed from instruments where number = $1',
    values: [number],
  });
  return rows[0];
}
