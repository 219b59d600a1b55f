import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { maskName } from '../../api/routes/certificates/mask-name.ts';
import { canonicalJson } from '../../core/canonical.ts';
import { item, plan, text } from '../core/engine/fixtures.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { fiveInParallel, requestOf } from '../support/test-ledger.ts';
import { addOfficer, publishTestPlan } from '../support/test-plans.ts';

let a: TestApp;
let url: string;
beforeAll(async () => {
  a = await createTestApp();
  const field = (id: string) => ({ id, type: 'text' as const, label: text(id), required: false });
  const certificate = { type: 'permit', name: { zh: '许可证', en: 'Permit' }, holder: 'applicantName' };
  const outputs = [{ id: 'permitNo', label: text('no'), type: 'text' as const }];
  await publishTestPlan(
    a.t.database,
    plan([item('permit', { certificate, outputs }), item('other')], {
      matter: 'permitted',
      form: { groups: [{ id: 'g', label: text('g'), fields: [field('subject'), field('applicantName')] }] },
    }),
  );
  await addOfficer(a.t.database, 'permit-organ', 'permit-clerk', 'clerk');
  const { caseNo } = await a.t.ledger.submit(requestOf('wang-xiaoming'), { ...fiveInParallel(), matter: 'permitted' });
  await a.t.ledger.advance(caseNo);
  await a.t.ledger.apply(caseNo, requestOf('permit-organ-officer'), {
    type: 'decide',
    item: 'permit',
    revision: 1,
    outcome: 'granted',
    outputs: { permitNo: 'P-1' },
  });
  url = `/api/certificates/${caseNo}-permit`;
});
afterAll(() => a.close());

describe('a certificate', () => {
  test('its holder has it in full, signed; anybody can check it with our published key', async () => {
    const { status, body, headers } = await a.call('wang-xiaoming', 'GET', url);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(body.certificate).toMatchObject({
      holder: '王小明',
      type: 'permit',
      outputs: [{ id: 'permitNo', value: 'P-1' }],
    });
    const keys = (await a.call(undefined, 'GET', '/api/certificates/keys')).body as JSONWebKeySet;
    const { payload } = await compactVerify(body.jws, createLocalJWKSet(keys));
    expect(new TextDecoder().decode(payload)).toBe(canonicalJson(body.certificate));
    expect(Object.keys(keys.keys[0]!)).not.toContain('d');
  });
  test('on paper', async () => {
    const { headers, raw } = await a.call('wang-xiaoming', 'GET', `${url}/pdf`);
    expect(headers).toMatchObject({ 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff' });
    expect(headers['content-disposition']).toMatch(/^attachment; .*filename\*=UTF-8''%E8%AE%B8/);
    expect(raw.subarray(0, 5).toString()).toBe('%PDF-');
  });
  test('is for its holder, the organ that issued it, the window that hands it over, and auditors; for all others there is none', async () => {
    for (const person of ['wang-xiaoming', 'permit-organ-officer', 'ma-yan', 'xu-jie'])
      for (const path of [url, `${url}/pdf`]) expect((await a.call(person, 'GET', path)).status).toBe(200);
    for (const person of ['li-na', 'other-organ-officer', 'lead-organ-officer', 'permit-clerk', 'ding-hao', 'lin-tao'])
      for (const path of [url, `${url}/pdf`])
        expect(await a.call(person, 'GET', path)).toMatchObject({
          status: 404,
          body: { code: 'certificate-not-found' },
        });
    expect((await a.call(undefined, 'GET', url)).status).toBe(401);
  });
  test('is verified by anybody, who learns no name and no content', async () => {
    const { status, body, raw } = await a.call(undefined, 'GET', `${url}/verification`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'valid', type: 'permit', typeName: { zh: '许可证' }, holderMasked: '王*明' });
    expect(raw.toString()).not.toMatch(/王小明|P-1/);
    await a.t.database.owner.query(`update certificates set status = 'revoked'`);
    expect((await a.call(undefined, 'GET', `${url}/verification`)).body.status).toBe('revoked');
  });
  test('there is none of that number', async () => {
    const none = url.replace('-permit', '-other');
    expect(await a.call(undefined, 'GET', `${none}/verification`)).toMatchObject({
      status: 404,
      body: { code: 'certificate-not-found' },
    });
    expect((await a.call('wang-xiaoming', 'GET', none)).status).toBe(404);
    expect((await a.call(undefined, 'GET', '/api/certificates/x/verification')).status).toBe(400);
  });
});

test('a masked name is never the whole name', () => {
  expect(['', '王', '王明', '王小明', '示范科技公司', '𠮷小𠮷'].map(maskName)).toEqual([
    '',
    '*',
    '王*',
    '王*明',
    '示****司',
    '𠮷*𠮷',
  ]);
});
