import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { contentDisposition } from '../../api/attachment.ts';
import { cleanName } from '../../api/routes/materials/upload.ts';
import { item, plan, text } from '../core/engine/fixtures.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel } from '../support/test-ledger.ts';
import { publishTestPlan } from '../support/test-plans.ts';

const MAX = 50_000;
let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
  const field = (id: string) => ({ id, type: 'text' as const, label: text(id), required: false });
  const material = {
    id: 'lease',
    name: text('lease'),
    required: false,
    accepts: ['application/pdf', 'image/png'],
    maxBytes: MAX,
  };
  await publishTestPlan(
    a.t.database,
    plan(
      [
        item('reader', { reads: { form: [], materials: ['lease'] } }),
        item('stranger'),
        item('absent', { when: 'never', reads: { form: [], materials: ['lease'] } }),
      ],
      {
        matter: 'with-papers',
        form: { groups: [{ id: 'g', label: text('g'), fields: [field('subject'), field('applicantName')] }] },
        materials: [material],
        conditions: { never: 'false' },
      },
    ),
  );
});
afterAll(() => a.close());

// Whole up to its IDAT chunk: random bytes where the next chunk's length stands would be a broken PNG every other time.
const PNG = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  Buffer.alloc(17),
  Buffer.from('0000176849444154', 'hex'),
  randomBytes(6000),
]);
const BOUNDARY = 'boundary-7f';
const form = (content: Buffer, name = '租赁合同.png', end = `\r\n--${BOUNDARY}--\r\n`) =>
  Buffer.concat([
    Buffer.from(
      `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/pdf\r\n\r\n`,
    ),
    content,
    Buffer.from(end),
  ]);
const TYPE = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
const URL = '/api/materials?matter=with-papers&material=lease';
const upload = (body: Buffer, headers: Record<string, string> = {}, url = URL) =>
  a.call('wang-xiaoming', 'POST', url, body, { ...TYPE, ...headers });
const rows = async () => (await a.t.database.pool.query('select 1 from materials')).rowCount;

describe('an upload', () => {
  test('is typed by its content, and comes back byte for byte under its name', async () => {
    const { status, body } = await upload(form(PNG));
    expect(status).toBe(201);
    expect(body).toEqual({
      materialId: expect.any(String),
      size: PNG.length,
      mediaType: 'image/png',
      fileHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const back = await a.call('wang-xiaoming', 'GET', `/api/materials/${body.materialId}`);
    expect(back.raw.equals(PNG)).toBe(true);
    expect(back.headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': `attachment; filename="____.png"; filename*=UTF-8''${encodeURIComponent('租赁合同')}.png`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-length': String(PNG.length),
    });
  });
  test('under the same key is the same material; another content under it is refused', async () => {
    const key = { 'idempotency-key': 'upload-key-1' };
    const [first, second] = [await upload(form(PNG), key), await upload(form(PNG), key)];
    expect(second.body).toEqual(first.body);
    const other = await upload(form(Buffer.concat([PNG, Buffer.from('.')])), key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    expect(await upload(form(PNG), { 'idempotency-key': '' })).toMatchObject({
      status: 400,
      body: { code: 'idempotency-key-missing' },
    });
  });
  test('is refused when it is none of what the material accepts, empty, too large or broken off', async () => {
    const before = await rows();
    const refusals: [Buffer, number, string][] = [
      [Buffer.from('<script>alert(1)</script>'), 422, 'material-type-refused'],
      [Buffer.from('GIF89a' + 'x'.repeat(100)), 422, 'material-type-refused'],
      [Buffer.alloc(0), 422, 'material-empty'],
      [Buffer.concat([PNG, Buffer.alloc(MAX)]), 413, 'body-too-large'],
      [Buffer.concat([PNG, Buffer.alloc(3_000_000)]), 413, 'body-too-large'],
    ];
    for (const [content, status, code] of refusals)
      expect(await upload(form(content))).toMatchObject({ status, body: { code } });
    expect((await upload(form(PNG, 'x.png', ''))).status).toBe(400);
    expect(await rows()).toBe(before);
    expect((await upload(form(Buffer.concat([PNG, Buffer.alloc(MAX - PNG.length)])))).status).toBe(201); // exactly the limit
  });
  test('that is refused while it is still being sent is told so at once', async () => {
    const address = await a.app.listen({ port: 0, host: '127.0.0.1' });
    const authorization = `Bearer ${await a.token('wang-xiaoming')}`;
    for (const [start, code] of [
      [PNG, 'body-too-large'] as const,
      [Buffer.alloc(9000, 'x'), 'material-type-refused'] as const,
    ]) {
      const body = new FormData();
      body.append('file', new Blob([start, Buffer.alloc(20_000_000)]), 'a.png');
      const headers = { authorization, 'idempotency-key': `still-sending-${code}` };
      const response = await fetch(address + URL, {
        method: 'POST',
        body,
        headers,
        signal: AbortSignal.timeout(10_000),
      });
      expect(await response.json()).toMatchObject({ code });
    }
    a.app.server.closeAllConnections();
  });
  test('needs somebody signed in, a matter, its material, and a file', async () => {
    expect((await a.call(undefined, 'POST', URL, form(PNG), TYPE)).status).toBe(401);
    expect((await upload(form(PNG), {}, '/api/materials?matter=nothing&material=lease')).body.code).toBe(
      'matter-not-found',
    );
    expect((await upload(form(PNG), {}, '/api/materials?matter=with-papers&material=other')).body.code).toBe(
      'material-not-found',
    );
    expect((await a.call('wang-xiaoming', 'POST', URL, { file: 'x' })).status).toBe(400);
    expect((await upload(Buffer.from(`--${BOUNDARY}--\r\n`))).status).toBe(400);
  });
});

describe('reading a material', () => {
  test('the owner, and the organ whose item reads it, while it holds the post; for all others there is none', async () => {
    const { materialId } = (await upload(form(PNG))).body;
    const read = async (person: string) => (await a.call(person, 'GET', `/api/materials/${materialId}`)).status;
    expect(await read('reader-organ-officer')).toBe(404); // not submitted yet
    const submitted = await a.call('wang-xiaoming', 'POST', '/api/cases', {
      ...fiveInParallel(),
      matter: 'with-papers',
      materials: { lease: materialId },
    });
    expect(submitted.status).toBe(201);
    await a.t.ledger.advance(submitted.body.caseNo);
    for (const person of ['wang-xiaoming', 'reader-organ-officer']) expect(await read(person)).toBe(200);
    for (const person of ['li-na', 'stranger-organ-officer', 'absent-organ-officer', 'lead-organ-officer', 'lin-tao'])
      expect(await read(person)).toBe(404);
    await a.t.database.pool.query(
      `update post_holdings set valid_until = now() where person_id = 'reader-organ-officer'`,
    );
    expect(await read('reader-organ-officer')).toBe(404);
  });
  test('there is none of that number', async () => {
    const none = await a.call('wang-xiaoming', 'GET', '/api/materials/5b0c1b0e-7a52-4b63-9d1c-111111111111');
    expect(none).toMatchObject({ status: 404, body: { code: 'material-not-found' } });
  });
});

test('names are shown, never trusted', () => {
  expect(cleanName('../../etc/pass\u0000wd\r\n', 'x')).toBe('passwd');
  expect(cleanName('C:\\a\\\u202Efdp.exe', 'x')).toBe('fdp.exe');
  expect([...cleanName('𠮷'.repeat(300), 'x')]).toHaveLength(200);
  expect(cleanName(' \u0007', 'lease.pdf')).toBe('lease.pdf');
  expect(contentDisposition(`a"b\\c%'(租).pdf`)).toBe(
    `attachment; filename="a_b_c_'(_).pdf"; filename*=UTF-8''a%22b_c%25%27%28%E7%A7%9F%29.pdf`,
  );
});

test('more than a day’s uploads are refused before anything is kept, until a day has passed; others upload', async () => {
  const few = await createTestApp({ rateLimits: { uploadsPerDay: 1 } });
  const field = { id: 'subject', type: 'text' as const, label: text('subject'), required: false };
  const lease = { id: 'lease', name: text('lease'), required: false, accepts: ['image/png'], maxBytes: MAX };
  const papers = {
    matter: 'with-papers',
    form: { groups: [{ id: 'g', label: text('g'), fields: [field] }] },
    materials: [lease],
  };
  await publishTestPlan(few.t.database, plan([item('reader')], papers));
  const send = async (who: string) => (await few.call(who, 'POST', URL, form(PNG), TYPE)).status;
  expect([await send('wang-xiaoming'), await send('wang-xiaoming'), await send('li-na')]).toEqual([201, 429, 201]);
  few.t.clock.advance(24 * 60 * 60 * 1000 + 1);
  expect(await send('wang-xiaoming')).toBe(201);
  await few.close({ cases: 'none' });
});
