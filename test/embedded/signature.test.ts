import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { signMessage, verifyMessage, type SignedMessage } from '../../activities/signature.ts';

const NOW = Date.parse('2026-03-03T01:00:00.000Z');
const OLD = { id: 'bank-1', secret: 'old secret' };
const NEW = { id: 'bank-2', secret: 'new secret' };
const BODY = '{"outcome":"approved","note":"开户"}';
const verify = (more: Partial<SignedMessage> = {}) =>
  verifyMessage({ keys: [NEW, OLD], headers: signMessage(NEW, BODY, NOW), rawBody: BODY, now: NOW, ...more });
const signed = (more: Record<string, string | string[] | undefined>) =>
  verify({ headers: { ...signMessage(NEW, BODY, NOW), ...more } });

describe('a signature', () => {
  test('is the HMAC-SHA256 in hex over instant, full stop, raw body', () => {
    expect(signMessage(NEW, BODY, NOW)).toEqual({
      'lianban-key-id': 'bank-2',
      'lianban-timestamp': '2026-03-03T01:00:00.000Z',
      'lianban-signature': createHmac('sha256', 'new secret').update(`2026-03-03T01:00:00.000Z.${BODY}`).digest('hex'),
    });
  });

  test('holds by either of two keys, so that one can replace the other', () => {
    expect(verify()).toEqual({ ok: true, keyId: 'bank-2' });
    expect(verify({ headers: signMessage(OLD, BODY, NOW) })).toEqual({ ok: true, keyId: 'bank-1' });
    const twin = { id: NEW.id, secret: 'same id, another secret' };
    expect(verify({ keys: [twin, NEW] })).toEqual({ ok: true, keyId: 'bank-2' });
  });

  test('holds for the bytes as well as for the text, and for an instant without milliseconds or with an offset', () => {
    expect(verify({ rawBody: Buffer.from(BODY) }).ok).toBe(true);
    for (const timestamp of ['2026-03-03T01:00:00Z', '2026-03-03T09:00:00+08:00']) {
      const signature = createHmac('sha256', NEW.secret).update(`${timestamp}.${BODY}`).digest('hex');
      expect(signed({ 'lianban-timestamp': timestamp, 'lianban-signature': signature }).ok).toBe(true);
    }
  });

  test('is good for five minutes either way', () => {
    for (const off of [300_000, -300_000]) expect(verify({ now: NOW + off }).ok).toBe(true);
    for (const off of [300_001, -300_001])
      expect(verify({ now: NOW + off })).toEqual({ ok: false, why: 'timestamp-far' });
    expect(verify({ now: NOW + 2_000, toleranceMs: 1_000 })).toEqual({ ok: false, why: 'timestamp-far' });
  });

  test('is refused for another body, another instant, another secret, another key id', () => {
    const wrong = { ok: false, why: 'signature' };
    expect(verify({ rawBody: BODY.replace('approved', 'refused') })).toEqual(wrong);
    expect(signed({ 'lianban-timestamp': '2026-03-03T01:00:00.001Z' })).toEqual(wrong);
    expect(verify({ headers: signMessage({ id: NEW.id, secret: 'forged' }, BODY, NOW) })).toEqual(wrong);
    expect(signed({ 'lianban-key-id': OLD.id })).toEqual(wrong);
    expect(signed({ 'lianban-key-id': 'stranger' })).toEqual({ ok: false, why: 'key-unknown' });
    expect(verify({ keys: [] })).toEqual({ ok: false, why: 'key-unknown' });
  });

  test.each(['', 'zz', 'é'.repeat(64), 'a'.repeat(63), 'a'.repeat(66)])(
    'is refused, not thrown at, when it is %j',
    (value) => {
      expect(signed({ 'lianban-signature': value })).toEqual({ ok: false, why: 'signature' });
    },
  );

  test.each(['', 'now', '1772499600', '2026-03-03', '2026-03-03 01:00:00Z', '2026-13-03T01:00:00Z'])(
    'needs an instant, not %j',
    (value) => {
      expect(signed({ 'lianban-timestamp': value })).toEqual({ ok: false, why: 'timestamp-form' });
    },
  );

  test.each(['lianban-key-id', 'lianban-timestamp', 'lianban-signature'])('needs the header %s, once', (name) => {
    expect(signed({ [name]: undefined })).toEqual({ ok: false, why: 'headers' });
    expect(signed({ [name]: ['one', 'two'] })).toEqual({ ok: false, why: 'headers' });
  });
});
