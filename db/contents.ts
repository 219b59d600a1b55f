// Sealed rows: submissions, texts, materials, certificates.
import { toTimestamp, type Db } from './db.ts';

export interface Sealed {
  readonly keyId: string;
  readonly sealed: Buffer;
  readonly salt: Buffer;
  readonly hash: string;
}
interface RawSealed {
  key_id: string;
  sealed: Buffer;
  salt: Buffer;
  hash: string;
}
const toSealed = (r: RawSealed): Sealed => ({ keyId: r.key_id, sealed: r.sealed, salt: r.salt, hash: r.hash });

export async function insertSubmission(db: Db, id: string, caseNo: string, version: number, s: Sealed): Promise<void> {
  await db.query({
    name: 'submission-insert',
    text: 'insert into submissions (id, case_no, version, key_id, sealed, salt, hash) values ($1, $2, $3, $4, $5, $6, $7)',
    values: [id, caseNo, version, s.keyId, s.sealed, s.salt, s.hash],
  });
}
/** The newest submission of a case. */
export async function findSubmission(
  db: Db,
  caseNo: string,
): Promise<(Sealed & { id: string; version: number }) | undefined> {
  const { rows } = await db.query<RawSealed & { id: string; version: number }>({
    name: 'submission-find',
    text: 'select id, version, key_id, sealed, salt, hash from submissions where case_no = $1 order by version desc limit 1',
    values: [caseNo],
  });
  return rows[0] && { ...toSealed(rows[0]), id: rows[0].id, version: rows[0].version };
}

export async function insertText(
  db: Db,
  text: { id: string; caseNo: string; itemId: string | undefined; kind: string },
  s: Sealed,
): Promise<void> {
  await db.query({
    name: 'text-insert',
    text: 'insert into texts (id, case_no, item_id, kind, key_id, sealed, salt, hash) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    values: [text.id, text.caseNo, text.itemId ?? null, text.kind, s.keyId, s.sealed, s.salt, s.hash],
  });
}
export async function findText(db: Db, id: string): Promise<Sealed | undefined> {
  const { rows } = await db.query<RawSealed>({
    name: 'text-find',
    text: 'select key_id, sealed, salt, hash from texts where id = $1',
    values: [id],
  });
  return rows[0] && toSealed(rows[0]);
}

export interface MaterialRow {
  readonly id: string;
  readonly ownerId: string;
  readonly matter: string;
  readonly material: string;
  readonly fileHash: string;
  readonly size: number;
  readonly mediaType: string;
  readonly scanState: string;
  readonly name: Sealed;
}
/** How many materials a person owns that came since; stops counting at `most`. */
export async function countMaterials(db: Db, ownerId: string, since: number, most: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int as count from (select 1 from materials where owner_id = $1 and created_at > $2 limit $3) m`,
    [ownerId, toTimestamp(since), most],
  );
  return rows[0]!.count;
}

export async function insertMaterial(db: Db, m: MaterialRow, at: number): Promise<void> {
  await db.query(
    `insert into materials (id, owner_id, matter, material, file_hash, size, media_type, scan_state, key_id, sealed_name, salt, hash, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      m.id,
      m.ownerId,
      m.matter,
      m.material,
      m.fileHash,
      m.size,
      m.mediaType,
      m.scanState,
      m.name.keyId,
      m.name.sealed,
      m.name.salt,
      m.name.hash,
      toTimestamp(at),
    ],
  );
}
export async function findMaterial(db: Db, id: string): Promise<MaterialRow | undefined> {
  const { rows } = await db.query<{
    id: string;
    owner_id: string;
    matter: string;
    material: string;
    file_hash: string;
    size: string;
    media_type: string;
    scan_state: string;
    key_id: string;
    sealed_name: Buffer;
    salt: Buffer;
    hash: string;
  }>('select * from materials where id = $1', [id]);
  const r = rows[0];
  return (
    r && {
      id: r.id,
      ownerId: r.owner_id,
      matter: r.matter,
      material: r.material,
      fileHash: r.file_hash,
      size: Number(r.size),
      mediaType: r.media_type,
      scanState: r.scan_state,
      name: { keyId: r.key_id, sealed: r.sealed_name, salt: r.salt, hash: r.hash },
    }
  );
}
/** False when the file was submitted with a case before. */
export async function insertCaseMaterial(
  db: Db,
  m: { caseNo: string; material: string; version: number; materialId: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into case_materials (case_no, material, version, material_id) values ($1, $2, $3, $4) on conflict (material_id) do nothing`,
    [m.caseNo, m.material, m.version, m.materialId],
  );
  return rowCount === 1;
}
export async function findCaseMaterialVersion(db: Db, caseNo: string, material: string): Promise<number> {
  const { rows } = await db.query<{ version: number | null }>(
    'select max(version) as version from case_materials where case_no = $1 and material = $2',
    [caseNo, material],
  );
  return rows[0]?.version ?? 0;
}

export interface CertificateRow {
  readonly number: string;
  readonly caseNo: string;
  readonly itemId: string;
  readonly type: string;
  readonly organ: string;
  readonly holderId: string;
  readonly status: string;
  readonly issuedAt: number;
  readonly content: Sealed;
}
export async function insertCertificate(db: Db, c: CertificateRow): Promise<void> {
  await db.query({
    name: 'certificate-insert',
    text: `insert into certificates (number, case_no, item_id, type, organ, holder_id, status, key_id, sealed, salt, hash, issued_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    values: [
      c.number,
      c.caseNo,
      c.itemId,
      c.type,
      c.organ,
      c.holderId,
      c.status,
      c.content.keyId,
      c.content.sealed,
      c.content.salt,
      c.content.hash,
      toTimestamp(c.issuedAt),
    ],
  });
}
export async function findCertificate(db: Db, number: string): Promise<CertificateRow | undefined> {
  const { rows } = await db.query<
    RawSealed & {
      number: string;
      case_no: string;
      item_id: string;
      type: string;
      organ: string;
      holder_id: string;
      status: string;
      issued_at: Date;
    }
  >('select * from certificates where number = $1', [number]);
  const r = rows[0];
  return (
    r && {
      number: r.number,
      caseNo: r.case_no,
      itemId: r.item_id,
      type: r.type,
      organ: r.organ,
      holderId: r.holder_id,
      status: r.status,
      issuedAt: r.issued_at.getTime(),
      content: toSealed(r),
    }
  );
}
