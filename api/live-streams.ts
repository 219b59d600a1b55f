// Open streams of inboxes (server-sent events). A stream tells ids and kinds of tasks at the organs of its reader's posts, nothing else;
// who may know more asks for it. Nothing is replayed: who comes back, or when the database was away, is told to fetch anew.
import { PassThrough } from 'node:stream';
import { DomainError } from '../core/errors.ts';
import type { Heard, TaskChanges } from '../db/task-changes.ts';

export interface Reader {
  readonly personId: string;
  /** Instant at which his sign-in ends. */
  readonly until: number;
  /** The organs of whose tasks he may know now; undefined when his session ended, or he holds no such post any more. */
  organs(): Promise<readonly string[] | undefined>;
}
interface Open {
  readonly reader: Reader;
  readonly out: PassThrough;
  readonly until: number;
  organs: readonly string[];
  beatAt: number;
}
export interface LiveStreams {
  open(reader: Reader): Promise<PassThrough>;
  /** Streams open now. */
  count(): number;
  close(): void;
}
export interface LiveTimes {
  /** A stream ends after so long; the browser comes back, and signs in anew. */
  readonly streamMs: number;
  /** Between two signs of life, and two looks at the reader's rights. */
  readonly beatMs: number;
}
export const LIVE_TIMES: LiveTimes = { streamMs: 15 * 60_000, beatMs: 20_000 };
/** Tabs of one person; another is refused, and asks now and then instead. */
const MAX_OF_PERSON = 6;
/** What a reader who takes nothing may owe before he is cut off. */
const MAX_UNREAD = 64 * 1024;
const TICK_MS = 500;

export function createLiveStreams(
  changes: TaskChanges,
  draining: () => boolean,
  { streamMs, beatMs }: LiveTimes = LIVE_TIMES,
): LiveStreams {
  const streams = new Set<Open>();
  let told = 0;
  const end = (s: Open) => {
    streams.delete(s);
    s.out.end();
  };
  const write = (s: Open, text: string) => {
    if (s.out.writableLength > MAX_UNREAD) end(s);
    else s.out.write(text);
  };
  const send = (s: Open, event: string, data: object) =>
    write(s, `id: ${(told += 1)}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  const stopHearing = changes.subscribe((heard: Heard) => {
    for (const s of streams) {
      if (heard === 'missed') send(s, 'refetch', {});
      else if (s.organs.includes(heard.organ) || (heard.left !== null && s.organs.includes(heard.left))) {
        const { task, caseNo, item, organ, kind } = heard;
        send(s, 'task', { task, caseNo, item, kind: s.organs.includes(organ) ? kind : 'ended' });
      }
    }
  });
  /** A look that fails is tried again at the next beat: the sign-in itself ends in time. */
  const beat = async (s: Open) => {
    const organs = await s.reader.organs().catch(() => s.organs);
    if (!organs) return end(s);
    s.organs = organs;
    write(s, ': beat\n\n');
  };
  const tick = setInterval(
    () => {
      const now = Date.now();
      for (const s of streams) {
        if (draining() || now >= s.until) end(s);
        else if (now >= s.beatAt) {
          s.beatAt = now + beatMs;
          void beat(s);
        }
      }
    },
    Math.min(TICK_MS, streamMs),
  ).unref();

  return {
    async open(reader) {
      const organs = await reader.organs();
      if (!organs) throw new DomainError('not-allowed', 'You hold no post that has an inbox.');
      const own = [...streams].filter((s) => s.reader.personId === reader.personId);
      if (own.length >= MAX_OF_PERSON)
        throw new DomainError('too-many-requests', 'Too many open windows; this one asks now and then.', {
          params: { retryAfter: 60 },
        });
      const now = Date.now();
      const s = {
        reader,
        out: new PassThrough(),
        until: Math.min(reader.until, now + streamMs),
        organs,
        beatAt: now + beatMs,
      };
      streams.add(s);
      s.out.on('close', () => streams.delete(s)).on('error', () => streams.delete(s));
      s.out.write('retry: 3000\n');
      send(s, 'refetch', {});
      changes.listen();
      return s.out;
    },
    count: () => streams.size,
    close() {
      clearInterval(tick);
      stopHearing();
      for (const s of streams) end(s);
    },
  };
}
