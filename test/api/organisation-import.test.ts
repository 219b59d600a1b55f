// A spreadsheet of organisations, posts and appointments: every fault by row and column at once, all or nothing, then a proposal like any other.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { expectGolden } from '../core/definition/support.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const run = promisify(execFile);
const SAMPLE = 'docs/organisations-sample.csv';
const TEN_FAULTS = 'test/golden/organisations/ten-faults.csv';
let a: TestApp;
beforeAll(async () => {
  a = await createTestApp();
  // the samples hold their posts only since the template was made
  await a.t.database.owner.query(`update post_holdings set valid_from = '2025-01-01'`);
});
beforeEach(() => a.t.clock.set('2026-12-01T00:00:00Z'));
afterAll(() => a.close({ cases: 'none' }));

const send = (content: Buffer | string, query = 'reason=import', who = 'qin-yue') =>
  a.call(who, 'POST', `/api/organisations/imports?${query}`, content, { 'content-type': 'text/csv' });
const faultsOf = (body: { faults: { pointer: string; code: string }[] }) => body.faults.map((f) => [f.pointer, f.code]);
const count = async (table: string) =>
  Number((await a.t.database.pool.query(`select count(*) from ${table}`)).rows[0].count);

test('ten faults are told at once, by row and column; nothing is proposed', async () => {
  const { status, body } = await send(fs.readFileSync(TEN_FAULTS));
  expect([status, body.code]).toEqual([422, 'organisation-invalid']);
  const lines = body.faults.map(
    (f: { pointer: string; code: string; message: { zh: string; en: string } }) =>
      `${f.pointer} ${f.code} ${f.message.zh} ${f.message.en}\n`,
  );
  expectGolden('organisations/ten-faults.txt', lines.join(''));
  expect(lines).toHaveLength(10);
  expect(await count('organisation_changes')).toBe(0);
});

describe('the sample file', () => {
  const sample = fs.readFileSync(SAMPLE);
  test('as a dry run is only counted, and its key may be used again', async () => {
    const headers = { 'content-type': 'text/csv', 'idempotency-key': 'dry-then-real' };
    const url = '/api/organisations/imports?reason=import&dry-run=true';
    const dry = await a.call('qin-yue', 'POST', url, sample, headers);
    expect(dry).toMatchObject({ status: 200, body: { steps: 7, change: null } });
    expect(dry.body.planned).toHaveLength(7);
    expect(dry.body.planned[0]).toMatchObject({ type: 'createOrganisation', id: 'willow-street', parentId: 'gov' });
    expect(await count('organisation_changes')).toBe(0);
    expect(await count('idempotency_keys')).toBe(0);
  });
  test('is proposed as one change, once a key; the approval makes all of it, and the file again changes nothing', async () => {
    const headers = { 'content-type': 'text/csv', 'idempotency-key': 'import-once' };
    const url = '/api/organisations/imports?reason=import';
    const [first, again] = [
      await a.call('qin-yue', 'POST', url, sample, headers),
      await a.call('qin-yue', 'POST', url, sample, headers),
    ];
    expect(first).toMatchObject({ status: 201, body: { steps: 7, change: { status: 'proposed' } } });
    expect(again).toMatchObject({ status: 201, body: first.body });
    await a.call('xie-ming', 'POST', `/api/organisation-changes/${first.body.change.id}/approval`);
    const care = await a.call('xu-jie', 'GET', '/api/organisations/willow-street-care');
    expect(care.body).toMatchObject({
      parentId: 'willow-street',
      name: { zh: '柳树街道民生办公室\n（社会事务）', en: '柳树街道民生办公室\n（社会事务）' },
      posts: [
        { role: 'reviewer', holders: [{ personId: 'officer-a', from: '2026-12-31T16:00:00.000Z', until: null }] },
      ],
    });
    const { posts } = (await a.call('xu-jie', 'GET', '/api/organisations/willow-street-window')).body;
    // the last day named is still his
    expect(posts[0].holders).toMatchObject([{ personId: 'ma-yan', until: '2027-06-30T16:00:00.000Z' }]);
    expect(faultsOf((await send(sample)).body)).toEqual([['/rows', 'nothing-changes']]);
  });
  test('with another name, parent or division is a change of what is there', async () => {
    const row = '窗口,willow-street-window,gov,310199,柳树综合窗口,,,,,,';
    const { body } = await send(`${sample.toString().split('\n')[0]}\n${row}\n`);
    const { steps } = (await a.call('qin-yue', 'GET', `/api/organisation-changes/${body.change.id}`)).body;
    expect(steps).toEqual([
      { type: 'moveOrganisation', id: 'willow-street-window', parentId: 'gov', divisionCode: '310199' },
      {
        type: 'renameOrganisation',
        id: 'willow-street-window',
        name: { zh: '柳树综合窗口', en: 'Willow Street Window' },
      },
    ]);
  });
});

describe('a file', () => {
  const header = 'kind,id,parent,division,name-zh';
  const row = 'department,elm-street,gov,310199004,榆树街道办';
  const stepsOf = async (content: Buffer | string) => (await send(content, 'reason=x&dry-run=true')).body.steps;
  test('is read as UTF-8 with or without BOM, as GB18030, with CRLF, as text in JSON', async () => {
    const text = `${header}\r\n${row}\r\n`;
    // 榆树街道办, as Excel in Chinese saves it
    const inGb18030 = Buffer.from('d3dccaf7bdd6b5c0b0ec', 'hex');
    const gb18030 = Buffer.concat([Buffer.from(text.split('榆')[0]!), inGb18030, Buffer.from('\r\n')]);
    for (const content of [text, `\uFEFF${text}`, gb18030]) expect(await stepsOf(content)).toBe(1);
    const url = '/api/organisations/imports?reason=x';
    const { body } = await a.call('qin-yue', 'POST', url, { text });
    const change = await a.call('qin-yue', 'GET', `/api/organisation-changes/${body.change.id}`);
    const again = await a.call('qin-yue', 'POST', url, gb18030, { 'content-type': 'text/csv' });
    const asGb = await a.call('qin-yue', 'GET', `/api/organisation-changes/${again.body.change.id}`);
    expect(change.body.steps[0].name.zh).toBe('榆树街道办');
    expect(asGb.body.steps).toEqual(change.body.steps);
  });
  test.each([
    ['of another encoding', Buffer.from('\uFEFFkind,id\n', 'utf16le'), [['/', 'encoding']]],
    ['with a quote that never ends', `${header}\n"department,x`, [['/rows/2', 'not-csv']]],
    ['without rows', `${header}\n,,\n`, [['/rows/1/kind', 'empty']]],
    [
      'with strange columns',
      `id,colour,id\nx,y,z`,
      [
        ['/rows/1/2', 'unknown-column'],
        ['/rows/1/id', 'column-twice'],
        ['/rows/1/kind', 'column-missing'],
      ],
    ],
    ['with the same row twice', `${header}\n${row}\n${row}`, [['/rows/3/id', 'row-twice']]],
    ['with cells beyond the header', `${header}\n${row},,x`, [['/rows/2/7', 'cell-outside']]],
    [
      'that appoints twice',
      'kind,person,post\nappointment,officer-a,tax-officer\nappointment,officer-a,tax-officer',
      [['/rows/3/person', 'held-already']],
    ],
    [
      'that would put organisations below each other',
      `${header}\n${row}\ndepartment,oak,pine,310199,x\ndepartment,pine,oak,310199,y`,
      [['/rows/4/parent', 'unknown-organisation']],
    ],
    [
      'that changes what never changes',
      `${header},role\nwindow,tax,gov,310199,示范区税务局,\npost,tax-officer,gov,,审批岗,head`,
      [
        ['/rows/2/kind', 'kind-fixed'],
        ['/rows/3/role', 'role-fixed'],
        ['/rows/3/parent', 'post-fixed'],
      ],
    ],
  ])('%s is refused with its place', async (_, content, faults) => {
    const { status, body } = await send(content);
    expect([status, faultsOf(body)]).toEqual([422, faults]);
  });
  test('that is too large, or has too many rows, is refused', async () => {
    const rows = `${header}\n${`${row}\n`.repeat(20_001)}`;
    for (const content of [rows, Buffer.alloc(5 * 1024 * 1024 + 1, 'a')])
      expect((await send(content)).body).toMatchObject({ status: 413, code: 'body-too-large' });
  });
  test('of twenty thousand rows is one proposal, approved in one transaction', async () => {
    const many = Array.from({ length: 19_999 }, (_, n) => `department,many-${n},many,310199,第${n}科`);
    const { body } = await send([header, 'department,many,gov,310199,总部', ...many].join('\n'));
    expect(body.steps).toBe(20_000);
    const before = await count('organisations');
    const approved = await a.call('xie-ming', 'POST', `/api/organisation-changes/${body.change.id}/approval`);
    expect(approved.body.status).toBe('approved');
    expect((await count('organisations')) - before).toBe(20_000);
  });
  test.each(['wang-xiaoming', 'zhang-wei', 'xu-jie'])('is not taken from %s', async (who) => {
    for (const query of ['reason=x', 'reason=x&dry-run=true'])
      expect((await send(`${header}\n${row}`, query, who)).body).toMatchObject({ status: 403, code: 'not-allowed' });
  });
});

describe('on the command line', () => {
  const lianban = (...args: string[]) =>
    run('node', ['cli/lianban.mjs', 'organisations', 'import', ...args], {
      env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: a.t.database.url },
    }).then(
      ({ stdout }) => ({ stdout, stderr: '', code: 0 }),
      (error: { stdout: string; stderr: string; code: number }) => error,
    );
  test('the faults are printed, and the end is 1', async () => {
    const { stdout, stderr, code } = await lianban(TEN_FAULTS, '--as', 'qin-yue');
    expect(stdout).toContain('8 role: 没有此角色 There is no such role\n');
    expect(stderr).toMatch(/\d+ faults; nothing was proposed/);
    expect(code).toBe(1);
  });
  test('a file is proposed by the registrar named, and by nobody else', async () => {
    const file = path.join(os.tmpdir(), `${a.t.database.url.split('/').at(-1)}.csv`);
    fs.writeFileSync(file, 'kind,id,parent,division,name-zh\ndepartment,ash-street,gov,310199005,白蜡街道办\n');
    try {
      expect((await lianban(file, '--as', 'qin-yue', '--dry-run')).stdout).toContain('1 steps would be proposed');
      const before = await count('organisation_changes');
      expect((await lianban(file, '--as', 'zhang-wei')).code).toBe(1);
      expect(await count('organisation_changes')).toBe(before);
      expect((await lianban(file, '--as', 'qin-yue')).stdout).toMatch(/^change [0-9a-f-]{36} is proposed/);
    } finally {
      fs.rmSync(file);
    }
  });
});
