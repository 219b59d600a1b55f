// What may come in at all: JSON not nested without end, and text that is text. PostgreSQL stores neither U+0000 nor half a
// character, so such a text would be refused by the database in the middle of a change; it is refused here, where it can be pointed to.
import { DomainError, type Fault } from '../core/errors.ts';

const MAX_DEPTH = 20;
/** A body of nothing but such texts must not be answered with ten times its size. */
const MAX_FAULTS = 20;
const NO_TEXT = /[\0\p{Cs}]/u;

/** @throws DomainError request-malformed, with a pointer to each text that is none (never the text itself) */
export function checkPlainContent(...contents: unknown[]): void {
  const faults: Fault[] = [];
  // a stack of our own: what is wide or deep must not be able to use up the program's
  const open = contents.map((value) => ({ value, pointer: '', depth: 0 }));
  for (let next = open.pop(); next && faults.length < MAX_FAULTS; next = open.pop()) {
    const { value, pointer, depth } = next;
    if (typeof value === 'string') {
      if (NO_TEXT.test(value)) faults.push(notText(pointer));
      continue;
    }
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue; // bytes are their reader's business
    if (depth === MAX_DEPTH)
      throw new DomainError('request-malformed', `JSON nested deeper than ${MAX_DEPTH} is not read.`);
    for (const [key, member] of Object.entries(value)) {
      if (NO_TEXT.test(key)) faults.push(notText(pointer));
      else open.push({ value: member, pointer: `${pointer}/${escape(key)}`, depth: depth + 1 });
    }
  }
  if (faults.length > 0) throw new DomainError('request-malformed', 'The request has texts that are none.', { faults });
}

const notText = (pointer: string): Fault => ({
  pointer: pointer || '/',
  code: 'not-text',
  message: { zh: '含有无法保存的字符', en: 'Has characters that can not be stored' },
});
/** RFC 6901 */
const escape = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
