// Values that nobody sends by mistake. Free text carries a canary: none may come back in a refusal or reach the log.
import fc from 'fast-check';

export const CANARY = 'CANARY-7f3a';
const FRAGMENTS = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e倒着写\u202c',
  "'; drop table cases; --",
  '<script>alert(1)</script>',
  '{{7*7}} ${7*7} <%= 7 %>',
  '../../etc/passwd',
  '%00%ff',
  '１２３',
  '-0',
  '1e400',
  'null',
  '👨‍👩‍👧‍👦',
  'a\r\nset-cookie: b',
];
export const hostileText = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...FRAGMENTS).map((fragment) => `${CANARY}${fragment}`) },
  { weight: 2, arbitrary: fc.constantFrom(...FRAGMENTS) },
  { weight: 1, arbitrary: fc.constant(CANARY + '长'.repeat(10_000)) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);
const nested = (depth: number): unknown => (depth === 0 ? 0 : [nested(depth - 1)]);
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(null, true, -0, -1, 0.5, 2 ** 53, 1e308, '1', [], {}, nested(200)),
  // own members of these names, as JSON brings them
  fc.constantFrom('{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{}}}').map((s) => JSON.parse(s)),
  fc.array(hostileText, { maxLength: 3 }),
);
/** Of headers that the document names or that people forge. */
export const hostileHeaders = fc.oneof(
  ...['idempotency-key', 'lianban-post', 'lianban-on-behalf-of', 'accept-language', 'accept'].map((name) =>
    fc
      .constantFrom(
        '',
        CANARY,
        `${CANARY} ${'k'.repeat(200)}`,
        '__proto__',
        'en-GB',
        '*',
        "' or 1=1",
        'same-key-every-time',
      )
      .map((value) => ({ [name]: value })),
  ),
  fc
    .constantFrom('', 'text/plain', 'application/xml', 'application/json; charset=utf-7', 'multipart/form-data', CANARY)
    .map((type) => ({ 'content-type': type })),
);
