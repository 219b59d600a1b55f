// The officer's way in a real browser: an inbox without a mouse, papers beside facts, two at one task, the head and his extension.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createHttpClient, type HttpClient } from '../../embedded/http-client.ts';
import { sampleForm, sampleGuide, samplePdf } from '../../embedded/sample-company.ts';
import { DESK, findBarriers, openStage, overflows, PHONE, shot, type WebStage } from './stage.ts';

let stage: WebStage;
let http: HttpClient;
beforeAll(async () => {
  stage = await openStage();
  http = createHttpClient(stage.stack.url, (person) => stage.stack.token(person));
}, 240_000);
afterAll(() => stage.close());

const LI_NA = 'li-na';
interface Listed {
  readonly tasks: readonly { readonly id: string; readonly caseNo: string }[];
}
const taskOf = async (officer: string, caseNo: string): Promise<string> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const { tasks } = await http.get<Listed>(officer, `/api/tasks?case=${caseNo}`);
    if (tasks[0]) return tasks[0].id;
    await new Promise((r) => setTimeout(r, 200));
  }
  throw new Error(`no task of ${caseNo}`);
};
const submit = async (matter = 'expert-reviewed', more: object = {}) => {
  const form = { applicantName: '李娜', subject: '<img src=x onerror=alert(1)> 示例申请' };
  const body = { matter, form, guide: {}, materials: {}, deselected: [], held: [], ...more };
  return (await http.post<{ caseNo: string }>(LI_NA, '/api/cases', body)).caseNo;
};
const viewer = async (page: Page): Promise<boolean> => {
  for (let tries = 0; tries < 50; tries += 1) {
    if (page.frames().some((frame) => frame.url().startsWith('chrome-extension://'))) return true;
    await page.waitForTimeout(200);
  }
  return false;
};
const rows = (page: Page) => page.locator('table.inbox tbody tr');

describe('the inbox', () => {
  test('is worked through by keys alone: next, claim, open, decide, back', async () => {
    const first = await submit();
    const second = await submit();
    await taskOf('officer-a', first);
    await taskOf('officer-a', second);
    const page = await stage.as('officer-a', '/work');
    await rows(page).nth(1).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'officer-inbox-desk');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await shot(page, 'officer-keys-desk');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.waitForTimeout(500); // the dialog gives the focus back when it has gone
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    const active = page.locator('tr[data-active]');
    expect(await active.count()).toBe(1);
    await page.locator('tr[data-active] a:focus').waitFor();
    const caseNo = (await active.locator('.number').textContent())!;
    await page.keyboard.press('c');
    await page.getByText('已签收 1 件').waitFor();
    await page.locator('tr[data-active]').getByText('我', { exact: true }).waitFor();
    await page.keyboard.press('d');
    await page.waitForURL(/\/work\/.+decide=1/);
    await page.getByRole('radio', { name: '准予' }).waitFor();
    await page.locator('#decision input:focus').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'officer-task-desk');
    await page.keyboard.press('Enter'); // nothing is chosen yet: nothing is sent
    await page.getByRole('alert').filter({ hasText: '必填' }).waitFor();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('已办理：作出决定').waitFor();
    expect((await http.get<{ status: string }>(LI_NA, `/api/cases/${caseNo}`)).status).toBe('closed');
    await page.locator('body').click({ position: { x: 2, y: 400 } });
    await page.keyboard.press('u');
    await page.waitForURL(/\/work$/);
  });
  test('shows at once what appears, and what a colleague claims', async () => {
    const page = await stage.as('zhang-wei', '/work');
    await page.getByText('实时更新中').waitFor();
    const materials: Record<string, string> = {};
    for (const material of ['articles-of-association', 'address-proof']) {
      const file = { name: `${material}.pdf`, type: 'application/pdf', content: await samplePdf(material) };
      const path = `/api/materials?matter=company-set-up&material=${material}`;
      materials[material] = (await http.upload<{ materialId: string }>(LI_NA, path, file)).materialId;
    }
    const caseNo = await submit('company-set-up', { form: sampleForm, guide: sampleGuide, materials });
    await rows(page).filter({ hasText: caseNo }).waitFor();
    const task = await taskOf('chen-jing', caseNo);
    await http.post('chen-jing', `/api/tasks/${task}/claim`);
    await rows(page).filter({ hasText: caseNo }).getByText('同事').waitFor();
    // what she claimed says why it is not his
    await rows(page).filter({ hasText: caseNo }).getByRole('link').click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText('现在不能办的').click();
    await page.getByText('此任务已由他人签收').first().waitFor();
    await http.post('chen-jing', `/api/tasks/${task}/release`);
    await page.getByText('此任务刚刚有变化，已刷新。').waitFor();
    await page.getByRole('button', { name: '签收', exact: true }).waitFor();
    // papers stand beside the facts
    await page.locator('iframe.paper').waitFor();
    await expect(viewer(page)).resolves.toBe(true); // the browser's own, under our policy
    await page.getByText('时限', { exact: true }).click();
    await page.getByText('起算（当日不计）').first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'officer-papers-desk');
  });
  test('is searched, filtered, kept as a filter, and fits a phone', async () => {
    const caseNo = await submit();
    await taskOf('officer-a', caseNo);
    const page = await stage.as('officer-a', '/work', PHONE);
    await rows(page).first().waitFor();
    expect(await overflows(page)).toBe(false);
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'officer-inbox-phone');
    await page.getByRole('searchbox', { name: /查找/ }).fill(caseNo);
    await page.keyboard.press('Enter');
    await page.waitForURL(/search=/);
    await page.getByText('共 1 件').waitFor();
    await page.getByRole('button', { name: '存为常用筛选' }).click();
    await page.getByLabel('筛选名称').fill('这一件');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: '这一件', exact: true }).waitFor();
    await rows(page).getByRole('link').click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText('<img src=x onerror=alert(1)> 示例申请').waitFor(); // text, not a page
    await shot(page, 'officer-task-phone');
    expect(await overflows(page)).toBe(false);
  });
});

describe('two at one task', () => {
  test('the second is told who was first, and nothing he typed is lost before', async () => {
    const caseNo = await submit();
    const task = await taskOf('officer-a', caseNo);
    const page = await stage.as('officer-a', `/work/${task}`);
    await page.getByRole('radio', { name: '不予' }).check();
    await page.getByLabel('理由（告知申请人） *').fill('经审查，不符合条件。');
    await page.reload();
    expect(await page.getByLabel('理由（告知申请人） *').inputValue()).toBe('经审查，不符合条件。');
    await page.getByRole('combobox', { name: /法律依据/ }).fill('行政许可法第三十八条');
    await page.route('**/decision', async (route) => {
      await http.post('head-of-dept-a', `/api/tasks/${task}/decision`, { revision: 1, outcome: 'granted' });
      await page.locator('#decision').waitFor({ state: 'detached' }); // the form is gone before its refusal comes
      await route.continue();
    });
    await page.getByRole('button', { name: '作出决定' }).click();
    await page.getByRole('alert').filter({ hasText: '负责人' }).waitFor();
    await shot(page, 'officer-lost-desk');
  });
});

test('what he typed is gone from the tab when he signs out', async () => {
  const task = await taskOf('officer-a', await submit());
  const page = await stage.as('officer-a', `/work/${task}`);
  const reason = page.getByLabel('理由（告知申请人） *');
  await page.getByRole('radio', { name: '不予' }).check();
  await reason.fill('经审查，不符合条件。');
  await page.getByRole('button', { name: '退出' }).click();
  await page.waitForURL('**/signed-out');
  expect(await page.evaluate('JSON.stringify({ ...sessionStorage })')).not.toContain('不符合条件');
});

describe('the head', () => {
  test('finds the extension that waits for him, reads why, decides', async () => {
    const caseNo = await submit();
    const task = await taskOf('officer-a', caseNo);
    const officer = await stage.as('officer-a', `/work/${task}`);
    await officer.getByRole('button', { name: '申请延期' }).click();
    const dialog = officer.getByRole('dialog');
    await dialog.getByLabel(/理由/).last().fill('需要现场核查');
    await shot(officer, 'officer-extension-desk');
    await dialog.getByRole('button', { name: '申请延期' }).click();
    await officer.getByText('已办理：申请延期').waitFor();
    const head = await stage.as('head-of-dept-a', '/department', DESK);
    await head.getByRole('heading', { name: '待审批的延期' }).waitFor();
    await head.getByRole('link', { name: '示例许可' }).first().waitFor();
    expect(await findBarriers(head)).toEqual([]);
    await shot(head, 'officer-department-desk');
    await head.getByRole('listitem').filter({ hasText: caseNo }).getByRole('link').first().click();
    await head.getByRole('button', { name: '审批延期' }).click();
    await head.getByText('申请理由：需要现场核查').waitFor();
    await head.getByRole('radio', { name: '同意延期', exact: true }).check();
    await head.getByRole('dialog').getByRole('button', { name: '审批延期' }).click();
    await head.getByText('已办理：审批延期').waitFor();
    await head.setViewportSize(PHONE);
    await head.goto(`${stage.stack.url}/department`);
    await head.getByRole('heading', { name: '待审批的延期' }).waitFor();
    expect(await overflows(head)).toBe(false);
    await shot(head, 'officer-department-phone');
  });
});
