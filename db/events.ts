import { toTimestamp, type Db } from './db.ts';

/** One recorded event as it stands in the table; instants in epoch milliseconds. */
export interface EventRow {
  readonly caseNo: string;
  readonly stream: string;
  readonly seq: number;
  readonly type: string;
  readonly v: number;
  readonly at: number;
  readonly recordedAt: number;
  readonly commandId: string;
  readonly actor: Readonly<Record<string, string>>;
  readonly engineFormat: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly workHead: string | null;
  readonly prevHash: string;
  readonly hash: string;
  readonly alg: string;
}

export async function insertEvents(db: Db, rows: readonly EventRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.query({
    name: 'events-insert',
    text: `insert into events (case_no, stream, seq, type, v, at, recorded_at, command_id, actor, engine_format, body, work_head,
             prev_hash, hash, alg)
           select * from jsonb_to_recordset($1::jsonb) as e(case_no text, stream text, seq int, type text, v smallint,
             at timestamptz, recorded_at timestamptz, command_id text, actor jsonb, engine_format int, body jsonb,
             work_head text, prev_hash text, hash text, alg text)`,
    values: [
      JSON.stringify(
        rows.map((e) => ({
          case_no: e.caseNo,
          stream: e.stream,
          seq: e.seq,
          type: e.type,
          v: e.v,
          at: toTimestamp(e.at),
          recorded_at: toTimestamp(e.recordedAt),
          command_id: e.commandId,
          actor: e.actor,
          engine_format: e.engineFormat,
          body: e.body,
          work_head: e.workHead,
          prev_hash: e.prevHash,
          hash: e.hash,
          alg: e.alg,
        })),
      ),
    ],
  });
}

interface Raw {
  case_no: string;
  stream: string;
  seq: number;
  type: string;
  v: number;
  at: Date;
  recorded_at: Date;
  command_id: string;
  actor: Record<string, string>;
  engine_format: number;
  body: Record<string, unknown>;
  work_head: string | null;
  prev_hash: string;
  hash: string;
  alg: string;
}
/** All events of a case, stream by stream, in order; or of one stream. */
export async function listEvents(db: Db, caseNo: string, stream?: string): Promise<EventRow[]> {
  const { rows } = await db.query<Raw>({
    name: stream === undefined ? 'events-of-case' : 'events-of-stream',
    text: `select * from events where case_no = $1 ${stream === undefined ? '' : 'and stream = $2'} order by case_no, stream, seq`,
    values: stream === undefined ? [caseNo] : [caseNo, stream],
  });
  return rows.map((r) => ({
    caseNo: r.case_no,
    stream: r.stream,
    seq: r.seq,
    type: r.type,
    v: r.v,
    at: r.at.getTime(),
    recordedAt: r.recorded_at.getTime(),
    commandId: r.command_id,
    actor: r.actor,
    engineFormat: r.engine_format,
    body: r.body,
    workHead: r.work_head,
    prevHash: r.prev_hash,
    hash: r.hash,
    alg: r.alg,
  }));
}
