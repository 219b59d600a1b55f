// Drafts in a real browser: saved as one types, on any device of the same person, never left behind on a shared one.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../e2e/client.ts';
import { findBarriers, openStage, PHONE, shot, type WebStage } from './stage.ts';

let stage: WebStage;
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
afterAll(() => stage.close());

const APPLY = '/matters/expert-reviewed/apply';
const field = (page: Page) => page.getByLabel('申请人', { exact: false });
const toForm = async (page: Page) => {
  await page.getByRole('button', { name: '下一步' }).click();
  await field(page).waitFor();
};
const type = async (page: Page, text: string) => field(page).fill(text);
const isSaved = (page: Page) => page.getByText('已自动保存', { exact: false }).waitFor();
const stored = async (page: Page) => {
  const { cookies: _none, ...kept } = await page.context().storageState();
  return JSON.stringify([kept, await page.evaluate('JSON.stringify({ ...sessionStorage })')]);
};

test('begun here, gone on with there; nothing of it lies on the device', async () => {
  const page = await stage.as('wang-xiaoming', APPLY);
  await toForm(page);
  await type(page, '示例甲');
  await isSaved(page);
  expect(await stored(page)).not.toContain('示例甲');
  const phone = await stage.as('wang-xiaoming', APPLY, PHONE);
  await toForm(phone);
  expect(await field(phone).inputValue()).toBe('示例甲');
  const other = await stage.as('li-na', APPLY);
  await toForm(other);
  expect(await field(other).inputValue()).toBe('');
});
test('written in two windows: who saves second is asked which one stays', async () => {
  const [one, two] = [await stage.as('sun-hui', APPLY), await stage.as('sun-hui', APPLY)];
  for (const page of [one, two]) await toForm(page);
  await type(one, '第一处');
  await isSaved(one);
  await type(two, '第二处');
  await two.getByText('已在另一个窗口或设备上修改', { exact: false }).waitFor();
  expect(await field(two).inputValue()).toBe('第二处');
  expect(await findBarriers(two)).toEqual([]);
  await shot(two, 'draft-elsewhere');
  await two.getByRole('button', { name: '用另一处的' }).click();
  await two.locator('input[value="第一处"]').waitFor();
  await type(one, '又改了');
  await isSaved(one);
  await type(two, '第二处');
  await two.getByRole('button', { name: '用这里的' }).click();
  await isSaved(two);
  await one.reload();
  await toForm(one);
  expect(await field(one).inputValue()).toBe('第二处');
});
test('without a connection nothing is lost: it waits on the page and is saved when there is one again', async () => {
  const page = await stage.as('zhou-min', APPLY);
  await toForm(page);
  await page.context().setOffline(true);
  await type(page, '断网时填写');
  await page.getByText('暂未保存', { exact: false }).waitFor();
  await shot(page, 'draft-offline');
  await page.context().setOffline(false);
  await isSaved(page);
  expect(await stored(page)).not.toContain('断网时填写');
});
test('signed out in the middle of it: told, and after signing in it is still there', async () => {
  const page = await stage.as('wu-qiang', APPLY);
  await toForm(page);
  await page.context().clearCookies();
  await type(page, '登录失效时填写');
  await page.getByRole('button', { name: '重新登录' }).click();
  await page.click('button[value="wu-qiang"]');
  await page.waitForURL(`**${APPLY}`);
  await toForm(page);
  expect(await field(page).inputValue()).toBe('登录失效时填写');
});
test('what could not be saved is gone from the device when one signs out', async () => {
  const page = await stage.as('li-na', APPLY, PHONE);
  await toForm(page);
  await page.route('**/api/me/drafts/**', (route) => route.abort());
  await type(page, '公用电脑');
  await page.getByText('暂未保存', { exact: false }).waitFor();
  expect(await stored(page)).toContain('公用电脑');
  await page.getByRole('button', { name: '退出' }).click();
  await page.waitForURL('**/signed-out');
  expect(await stored(page)).not.toContain('公用电脑');
});
test('what was submitted is no draft any more, also when its last save was not answered yet', async () => {
  const page = await stage.as('xu-jie', APPLY);
  await toForm(page);
  await page.route('**/api/me/drafts/**', async (route) => {
    if (!route.request().postData()?.includes('新型工艺')) return route.continue();
    const response = await route.fetch(); // saved there, and not known here yet
    await page.getByText('已提交').waitFor();
    await route.fulfill({ response });
  });
  await type(page, '示例甲');
  await isSaved(page);
  await page.getByLabel('申请内容', { exact: false }).fill('新型工艺');
  await page.getByText('正在保存', { exact: false }).waitFor();
  await page.waitForRequest((r) => r.url().includes('/api/me/drafts/') && (r.postData() ?? '').includes('新型工艺'));
  for (const _step of ['papers', 'check']) await page.getByRole('button', { name: '下一步' }).click();
  await page.locator('button:not([disabled])', { hasText: '提交申请' }).click();
  await page.getByText('已提交').waitFor();
  await until(
    async () => (await stage.call('xu-jie', 'GET', '/api/me/drafts/expert-reviewed')).body,
    (found) => found.content === null && found.revision >= 3,
  );
});
