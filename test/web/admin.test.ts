// A definition changed without a programmer: loaded, broken, told where, mended, played, proposed, published by a second person.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Call } from '../e2e/client.ts';
import { DESK, findBarriers, openStage, overflows, PHONE, shot, type WebStage } from './stage.ts';

let stage: WebStage;
let call: Call;
beforeAll(async () => {
  stage = await openStage();
  ({ call } = stage);
}, 180_000);
afterAll(() => stage.close());

const write = async (page: Page, text: string) => {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'definition.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) });
};

describe('a definition', () => {
  test('is written with offers of what may stand there, and marked where it is at fault', async () => {
    const page = await stage.as('shi-qi', '/admin', PHONE);
    const editor = page.getByRole('textbox', { name: '编辑事项定义（YAML）' });
    await editor.click();
    await page.keyboard.type('rec');
    const offers = page.getByRole('listbox');
    await offers.getByRole('option', { name: 'receipt' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.type('eipt:\n  at: win');
    await offers.getByRole('option', { name: 'window' }).waitFor();
    await shot(page, 'admin-offers-phone');
    await page.keyboard.press('Escape');
    await page.keyboard.type('ter');
    await page.locator('.cm-gutter-lint .cm-lint-marker-error').first().waitFor();
    expect(await overflows(page)).toBe(false);
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await editor.evaluate((e: { matches(s: string): boolean }) => e.matches(':focus'))).toBe(false);
    await page.reload();
    await editor.getByText('winter').waitFor();
  });
  test('is loaded, checked to the line, played, proposed; never published by who proposed it', async () => {
    const page = await stage.as('shi-qi', '/admin');
    const versions = page.getByText('expert-reviewed', { exact: false });
    await versions.first().waitFor();
    await page.getByRole('button', { name: '载入编辑' }).nth(1).click();
    const editor = page.getByRole('textbox', { name: '编辑事项定义（YAML）' });
    await editor.getByText('matter:').waitFor();
    const { definitions } = (await call('shi-qi', 'GET', '/api/definitions')).body;
    const { source } = (await call('shi-qi', 'GET', '/api/definitions/expert-reviewed/versions/1.0.0')).body as {
      source: string;
    };
    expect(definitions.length).toBeGreaterThan(3);
    await write(page, source.replace('committed: 15wd', 'committed: 25wd'));
    await page.getByText('承诺时限 25wd 长于法定时限 20wd', { exact: false }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'admin-faults-desk');
    await page
      .getByRole('button', { name: /第 \d+ 行/ })
      .last()
      .click();
    await page.locator('.cm-activeLine').getByText('25wd').waitFor();
    await page.locator('.cm-gutter-lint .cm-lint-marker-error').first().waitFor();
    await shot(page, 'admin-fault-line-desk');
    await page.reload();
    await editor.getByText('matter:').waitFor();
    await write(page, source.replace('version: 1.0.0', 'version: 1.1.0'));
    await page.getByRole('button', { name: '运行场景' }).click();
    await page.getByText('符合', { exact: false }).first().waitFor();
    await page.getByRole('button', { name: '提交发布' }).click();
    await page.getByText('须由另一人发布', { exact: false }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: /不能|无权|岗位/ })
      .first()
      .waitFor();
  });
  test('is published by a second person; new cases start with it', async () => {
    const page = await stage.as('gao-feng', '/admin', PHONE);
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByText('专家评审（示例） 版本 1.1.0', { exact: false }).waitFor();
    expect(await overflows(page)).toBe(false);
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'admin-published-phone');
    const { definitions } = (await call('gao-feng', 'GET', '/api/definitions')).body;
    const current = definitions.find(
      (d: { matter: string; state: string }) => d.matter === 'expert-reviewed' && d.state === 'current',
    );
    expect(current.version).toBe('1.1.0');
  });
});

test('an operator sees incidents, an applicant nothing', async () => {
  const operator = await stage.as('guo-bin', '/admin', DESK);
  await operator.getByText('没有未处理的异常').waitFor();
  expect(await findBarriers(operator)).toEqual([]);
  await shot(operator, 'admin-operator-desk');
  const applicant = await stage.as('wang-xiaoming', '/admin');
  await applicant.getByText('您的岗位没有管理事项').waitFor();
});
