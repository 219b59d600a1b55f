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
