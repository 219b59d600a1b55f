// The hash chains of a case: each recorded event carries the hash of the one before it, so that nothing can be changed, taken
// out or put in unseen. Each `case` event of an item also carries the head of the item's `work` stream: one chain proves both.
import { canonicalJson } from '../core/canonical.ts';
import { ENGINE_FORMAT } from '../core/engine/state.ts';
import type { Text } from '../core/text.ts';
import type { EventRow } from '../db/events.ts';
import type { Actor } from './ledger.ts';
import { sha256 } from './sha256.ts';

export const CHAIN_ALGORITHM = 'sha256/rfc8785';
const EVENT_VERSION = 1;

export interface Link {
  readonly at: number;
  readonly type: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly commandId: string;
  readonly actor: Actor;
  readonly workHead?: string;
}
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** Appends events to a stream: rows ready to be stored, and the new head. */
export function appendChain(caseNo: string, stream: string, head: Head, links: readonly Link[], recordedAt: number) {
  const rows: EventRow[] = [];
  let { seq, hash: prevHash } = head;
  for (const link of links) {
    seq += 1;
    const row = {
      caseNo,
      stream,
      seq,
      type: link.type,
      v: EVENT_VERSION,
      at: link.at,
      recordedAt,
      commandId: link.commandId,
      actor: { ...link.actor } as Record<string, string>,
      engineFormat: ENGINE_FORMAT,
      body: link.body,
      workHead: link.workHead ?? null,
      prevHash,
      alg: CHAIN_ALGORITHM,
    };
    const hash = hashOf(row);
    rows.push({ ...row, hash });
    prevHash = hash;
  }
  return { rows, head: { seq, hash: prevHash } };
}

/** sha256 over the RFC 8785 form of the whole envelope but its own hash. */
export function hashOf({ hash: _own, ...envelope }: Omit<EventRow, 'hash'> & { readonly hash?: string }): string {
  return sha256(canonicalJson(envelope));
}

export interface ChainFault {
  readonly stream: string;
  /** null: of none of its events, but of what they come to. */
  readonly seq: number | null;
  readonly what: Text;
}
/** Faults of one stream's chain, in order; none when it is whole and ends in `head`. */
export function checkChain(stream: string, rows: readonly EventRow[], head: Head): ChainFault[] {
  const faults: ChainFault[] = [];
  let previous: Head = { seq: 0, hash: '' };
  for (const row of rows) {
    const fault = (zh: string, en: string) => faults.push({ stream, seq: row.seq, what: { zh, en } });
    if (row.seq !== previous.seq + 1)
      fault(`缺少第 ${previous.seq + 1} 条记录`, `event ${previous.seq + 1} is missing`);
    if (row.prevHash !== previous.hash) fault('与前一条记录不相接', 'does not follow the event before it');
    if (hashOf(row) !== row.hash) fault('记录之后被改动过', 'was changed after it was recorded');
    previous = { seq: row.seq, hash: row.hash };
  }
  if (previous.seq !== head.seq || previous.hash !== head.hash)
    faults.push({
      stream,
      seq: previous.seq,
      what: {
        zh: '与办件登记的末端不符：末尾缺少记录',
        en: 'is not the head the case records: events are missing at the end',
      },
    });
  return faults;
}
