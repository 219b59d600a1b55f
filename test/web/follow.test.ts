// Following a case in a real browser: where it is, documents, results, what one can do, withdrawal, and a certificate's page.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { grant, submitFive, taskOf, type Call } from '../e2e/client.ts';
import { findBarriers, openStage, overflows, PHONE, shot, type WebStage } from './stage.ts';

let stage: WebStage;
let call: Call;
let caseNo: string;
beforeAll(async () => {
  stage = await openStage();
  ({ call } = stage);
  caseNo = (await submitFive(call)).body.caseNo;
  await grant(call, caseNo, 'officer-a');
  const { id, revision } = await taskOf(call, caseNo, 'officer-b');
  const refusal = { outcome: 'refused', reason: '<img src=x onerror=alert(1)>材料不符', legalBasis: '某法第一条' };
  await call('officer-b', 'POST', `/api/tasks/${id}/decision`, { revision, ...refusal });
}, 180_000);
afterAll(() => stage.close());

describe('my case', () => {
  test('says in a line per organ where it is, and when it will be done', async () => {
    const page = await stage.as('wang-xiaoming', '/cases');
    await page.getByText(caseNo).first().click();
    await page.getByText('各部门办理情况').waitFor();
    await page.getByText('示范部门A', { exact: false }).first().waitFor();
    expect(await page.getByRole('listitem').count()).toBe(5);
    expect(await page.getByText('预计').count()).toBe(1);
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'case-desk');
  });
  test('shows why something was refused, as text whatever it is, and what may be done about it', async () => {
    const page = await stage.as('wang-xiaoming', `/cases/${caseNo}`);
    await page.getByText('<img src=x onerror=alert(1)>材料不符').waitFor();
    await page.getByText('行政复议', { exact: false }).first().waitFor();
    for (const tab of ['文书', '时限怎么算', '办理过程']) {
      await page.getByRole('button', { name: tab }).click();
      await page.waitForTimeout(500); // it has opened
      expect(await findBarriers(page)).toEqual([]);
      await shot(page, `case-${tab}`);
    }
    await page.getByText('起算（当日不计）', { exact: false }).first().waitFor();
  });
  test('on a phone nothing is cut off', async () => {
    const page = await stage.as('wang-xiaoming', `/cases/${caseNo}`, PHONE);
    await page.getByText('各部门办理情况').waitFor();
    expect(await overflows(page)).toBe(false);
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'case-phone');
  });
  test('on paper everything of it is open, and nothing that can only be pressed', async () => {
    const page = await stage.as('wang-xiaoming', `/cases/${caseNo}`, { width: 720, height: 1000 });
    await page.evaluate(`window.print = () => document.body.setAttribute('data-printed', document.body.innerText)`);
    await page.getByRole('button', { name: '打印' }).click();
    await page.locator('body[data-printed]').waitFor();
    const printed = (await page.locator('body').getAttribute('data-printed'))!;
    for (const part of ['申请人提交申请', '起算（当日不计）', '收件凭证', '材料不符']) expect(printed).toContain(part);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('button:visible').count()).toBe(0);
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
    expect(await page.getByText('收件凭证').first().isVisible()).toBe(true);
    expect(await overflows(page)).toBe(false);
    await shot(page, 'case-paper');
  });
  test('is nobody else’s', async () => {
    const page = await stage.as('li-na', `/cases/${caseNo}`);
    await page.getByRole('alert').waitFor();
    expect(await page.getByText('各部门办理情况').count()).toBe(0);
  });
  test('is withdrawn only after its consequences were said', async () => {
    const page = await stage.as('wang-xiaoming', `/cases/${caseNo}`);
    await page.getByRole('button', { name: '撤回申请' }).click();
    await page.getByText('已经办结的事项仍然有效', { exact: false }).waitFor();
    await page.waitForTimeout(400); // the dialogue has come to rest
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'withdrawal-desk');
    await page.getByRole('button', { name: '不撤回' }).click();
    expect((await call('wang-xiaoming', 'GET', `/api/cases/${caseNo}`)).body.status).toBe('open');
    await page.getByRole('button', { name: '撤回申请' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '撤回申请' }).click();
    await page.getByText('申请人撤回', { exact: false }).first().waitFor();
    expect((await call('wang-xiaoming', 'GET', `/api/cases/${caseNo}`)).body.outcome).toBe('withdrawn');
  });
});

test('a session that ended elsewhere is told, and leads back', async () => {
  const page = await stage.as('wang-xiaoming', `/cases/${caseNo}`);
  await page.getByText('各部门办理情况').waitFor();
  await page.evaluate(async () => {
    const { csrfToken } = (await (await fetch('/api/session')).json()) as { csrfToken: string };
    const headers = { 'x-csrf-token': csrfToken, 'idempotency-key': 'sign-out-1' };
    await fetch('/api/me/sign-out', { method: 'POST', headers });
  });
  await page.getByRole('button', { name: '文书' }).click();
  await page.getByRole('button', { name: '办理过程' }).click();
  await page.getByText('登录已失效', { exact: false }).waitFor();
  await shot(page, 'session-ended');
});
