// The applicant's way in a real browser: find a matter, sign in, apply, follow.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DESK, findBarriers, openStage, overflows, PHONE, shot, type WebStage } from './stage.ts';

let stage: WebStage;
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
afterAll(() => stage.close());

describe('the catalogue', () => {
  test('is there for everybody, searched, on a desk and on a phone', async () => {
    const page = await stage.open('/');
    await page.getByText('企业设立一件事').first().waitFor();
    await page.getByRole('searchbox').fill('餐饮');
    await page.getByText('企业设立一件事').waitFor({ state: 'detached' });
    expect(await page.getByText('开办餐饮店').count()).toBeGreaterThan(0);
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'catalogue-desk');
    const phone = await stage.open('/', PHONE);
    await phone.getByText('企业设立一件事').first().waitFor();
    expect(await overflows(phone)).toBe(false);
    await shot(phone, 'catalogue-phone');
  });
  test('signing in leads back; the page says who one is', async () => {
    const page = await stage.as('wang-xiaoming', '/me/sessions');
    await page.getByText('王小明').waitFor();
    await page.getByText('当前').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'sessions-desk');
  });
});

describe('the guide', () => {
  test('says before anything is filled in what one needs, for whom, how long, by which law', async () => {
    for (const [size, name] of [
      [DESK, 'guide-desk'],
      [PHONE, 'guide-phone'],
    ] as const) {
      const page = await stage.open('/matters/company-set-up', size);
      await page.getByText('您需要').waitFor();
      await page.getByText('市场主体登记管理条例第十九条').first().waitFor();
      expect(await overflows(page)).toBe(false);
      expect(await findBarriers(page)).toEqual([]);
      await shot(page, name);
    }
  });
});

describe('applying', () => {
  const NAME = '<img src=x onerror=alert(1)>示例甲';
  test('from the guide to the receipt; what is typed is kept; two clicks submit once', async () => {
    const page = await stage.as('wang-xiaoming', '/matters/expert-reviewed', PHONE);
    await page.getByRole('link', { name: '开始办理' }).click();
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('button', { name: '下一步' }).click(); // nothing filled in yet: it is told at the end
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByText('处需要修改', { exact: false }).waitFor();
    expect(await page.getByRole('button', { name: '提交申请' }).isDisabled()).toBe(true);
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'apply-faults-phone');
    await page.goto(`${stage.stack.url}/matters/expert-reviewed/apply`);
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByLabel('申请人', { exact: false }).fill(NAME);
    await page.getByLabel('申请内容', { exact: false }).fill('新型工艺');
    expect(await findBarriers(page)).toEqual([]);
    expect(await overflows(page)).toBe(false);
    await shot(page, 'apply-form-phone');
    await page.waitForTimeout(800); // the draft is written
    await page.reload();
    await page.getByRole('button', { name: '下一步' }).click();
    expect(await page.getByLabel('申请人', { exact: false }).inputValue()).toBe(NAME);
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByText(NAME).first().waitFor(); // as text
    const send = page.getByRole('button', { name: '提交申请' });
    await send.waitFor();
    await page.locator('button:not([disabled])', { hasText: '提交申请' }).waitFor();
    await send.dblclick();
    await page.getByText('已提交').waitFor();
    await shot(page, 'apply-done-phone');
    const { call } = stage;
    const { cases } = (await call('wang-xiaoming', 'GET', '/api/cases')).body;
    expect(cases).toHaveLength(1);
    await page.getByRole('link', { name: '查看', exact: false }).first().click();
    await page.getByText('各部门办理情况').waitFor();
  });
});
