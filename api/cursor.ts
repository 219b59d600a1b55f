// Cursors of keyset pages: opaque and signed, so that nobody builds one and none outlives a change of its meaning.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../core/errors.ts';

const sign = (secret: string, list: string, text: string) =>
  createHmac('sha256', secret).update(`${list}\n${text}`).digest('base64url').slice(0, 22);

export function writeCursor(secret: string, list: string, position: readonly string[]): string {
  const text = Buffer.from(JSON.stringify(position)).toString('base64url');
  return `${text}.${sign(secret, list, text)}`;
}

/** @throws DomainError request-malformed on anything we did not write for this very list */
export function readCursor(secret: string, list: string, cursor: string): string[] {
  const [text = '', signature = ''] = cursor.split('.');
  const expected = Buffer.from(sign(secret, list, text));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given))
    throw new DomainError('request-malformed', 'The cursor is not one of ours; begin with the first page.', {
      faults: [
        { pointer: '/cursor', code: 'invalid', message: { zh: '翻页标记无效', en: 'Not a cursor of this list' } },
      ],
    });
  return JSON.parse(Buffer.from(text, 'base64url').toString()) as string[];
}

/** One keyset list of one reader; positions are what its query orders by. */
export interface PageList {
  readonly secret: string;
  readonly name: string;
}
export type Position = readonly [string, string];

/** Where the page begins: after the cursor's position, or at the start of the list. */
export const readPosition = ({ secret, name }: PageList, cursor: string | undefined): Position | undefined =>
  cursor === undefined ? undefined : (readCursor(secret, name, cursor) as unknown as Position);

/** A page of at most `limit` rows out of one row more than that, and the cursor of the next page. */
export function cutPage<Row>(
  { secret, name }: PageList,
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => Position,
): { shown: readonly Row[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? writeCursor(secret, name, positionOf(last)) : null;
  return { shown, next };
}
