// The window in a real browser: somebody is found or registered and served; a case is opened, its documents handed over.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { identityCheckCharacter } from '../../core/codes/identity-number.ts';
import { createHttpClient, type HttpClient } from '../../embedded/http-client.ts';
import { findBarriers, openStage, overflows, PHONE, shot, type WebStage } from './stage.ts';

const CLERK = 'ma-yan';
let stage: WebStage;
let http: HttpClient;
beforeAll(async () => {
  stage = await openStage();
  http = createHttpClient(stage.stack.url, (person) => stage.stack.token(person));
}, 240_000);
afterAll(() => stage.close());

describe('who stands at the window', () => {
  test('is found by his number and served: every request says for whom', async () => {
    const page = await stage.as(CLERK, '/window');
    await page.getByLabel('身份证号或统一社会信用代码').fill('310199199003070014');
    await page.keyboard.press('Enter');
    await page.getByText('王*明（自然人）').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'window-found-desk');
    await page.getByRole('button', { name: '为此人办理' }).click();
    await page.getByText('正在为 王*明 办理').waitFor();
    const asked = page.waitForRequest(
      (r) => r.url().includes('/api/me') && r.headers()['lianban-on-behalf-of'] === 'wang-xiaoming',
    );
    await page.reload();
    await asked;
    await page.getByText('正在为 王*明 办理').waitFor();
    await page.getByRole('link', { name: '企业设立一件事' }).waitFor();
    await shot(page, 'window-serving-desk');
    await page.getByRole('button', { name: '结束办理' }).click();
    await page.getByLabel('身份证号或统一社会信用代码').waitFor();
  });
  test('unknown, is registered; the number never stands in an address', async () => {
    const first = '31019919850101222';
    const number = first + identityCheckCharacter(first);
    const page = await stage.as(CLERK, '/window', PHONE);
    const addresses: string[] = [];
    page.on('request', (r) => addresses.push(r.url()));
    await page.getByLabel('身份证号或统一社会信用代码').fill(number);
    await page.keyboard.press('Enter');
    await page.getByText('尚未登记').waitFor();
    await page.getByLabel('姓名或单位名称 *').fill('周到');
    expect(await overflows(page)).toBe(false);
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'window-register-phone');
    await page.getByRole('button', { name: '登记申请人' }).click();
    await page.getByText('正在为 周* 办理').waitFor();
    expect(addresses.filter((url) => url.includes(number))).toEqual([]);
  });
  test('a number with a wrong digit is refused in plain words', async () => {
    const page = await stage.as(CLERK, '/window');
    const first = '31019919850101333';
    const wrong = (Number.parseInt(identityCheckCharacter(first), 10) + 1) % 10 || 5;
    await page.getByLabel('身份证号或统一社会信用代码').fill(first + String(wrong));
    await page.keyboard.press('Enter');
    await page.getByLabel('姓名或单位名称 *').fill('周到');
    await page.getByRole('button', { name: '登记申请人' }).click();
    await page.getByRole('alert').filter({ hasText: '证件号码或统一社会信用代码不正确' }).waitFor();
  });
});

test('a case: why it can not be received again; its slip is handed over, once', async () => {
  const body = { matter: 'five-in-parallel', form: { applicantName: '王小明', subject: '测试' } };
  const { caseNo } = await http.post<{ caseNo: string }>('wang-xiaoming', '/api/cases', body);
  const page = await stage.as(CLERK, '/window');
  await page.getByLabel('办件编号').fill(caseNo);
  await page.keyboard.press('Enter');
  await page.getByText('不能收件：材料已经收件').waitFor();
  await page.getByRole('button', { name: '送达 收件凭证' }).click();
  expect(await findBarriers(page)).toEqual([]);
  await shot(page, 'window-hand-over-desk');
  await page.getByRole('dialog').getByRole('button', { name: '送达' }).click();
  await page.getByText(/窗口领取，/).waitFor();
  expect(await page.getByRole('button', { name: '送达 收件凭证' }).count()).toBe(0);
  await shot(page, 'window-case-desk');
  const slip = page.getByRole('link', { name: '打印 收件凭证' });
  const [download] = await Promise.all([page.waitForEvent('download'), slip.click()]);
  expect(download.suggestedFilename()).toMatch(/\.pdf$/);
});
