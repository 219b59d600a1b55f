// What an upload is checked by while it streams: its type, by content alone, and its name, which is only shown.
import { fileTypeFromBuffer } from 'file-type';
import type { MaterialPlan } from '../../../core/engine/plan.ts';
import { DomainError } from '../../../core/errors.ts';

const MAX_NAME = 200;
/** Enough for file-type to tell what it can tell. */
const HEAD_BYTES = 4100;

/** Passes the content on when its type is accepted; otherwise nothing of it is passed on. `tell` hears the type. */
export async function* acceptedContent(
  stream: AsyncIterable<Buffer>,
  { accepts }: Pick<MaterialPlan, 'accepts'>,
  tell: (mediaType: string) => void,
): AsyncGenerator<Buffer> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of received(stream)) {
    if (head === undefined) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < HEAD_BYTES) continue;
    tell(await acceptedType(head, accepts));
    yield head;
    head = undefined;
  }
  if (head === undefined || head.length === 0) return;
  tell(await acceptedType(head, accepts));
  yield head;
}

/** A connection that breaks off, or a form without its end, is the sender's fault and not ours. */
async function* received(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* stream;
  } catch {
    throw new DomainError('request-malformed', 'The upload broke off before its end.');
  }
}

async function acceptedType(head: Buffer, accepts: readonly string[]): Promise<string> {
  const found = (await fileTypeFromBuffer(head.subarray(0, HEAD_BYTES)))?.mime;
  if (found !== undefined && accepts.includes(found)) return found;
  throw new DomainError('material-type-refused', `By its content the file is none of: ${accepts.join(', ')}.`);
}

/** A name to be shown: no folders, no control or direction characters, not endless. */
export function cleanName(name: string | undefined, otherwise: string): string {
  const last = (name ?? '').split(/[/\\]/).at(-1)!;
  const shown = last.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim();
  return [...shown].slice(0, MAX_NAME).join('') || otherwise;
}
