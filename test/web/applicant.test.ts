// The applicant's way in a real browser: find a matter, sign in, apply, follow.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findBarriers, openStage, overflows, PHONE, shot, type WebStage } from './stage.ts';

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
