// The window in a real browser: somebody is registered and served, applied for, received, his original seen, the result handed over.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { identityCheckCharacter } from '../../core/codes/identity-number.ts';
import { createHttpClient, type HttpClient } from '../../embedded/http-client.ts';
import { samplePdf } from '../../embedded/sample-company.ts';
import { brought, taskOf } from './brought-papers.ts';
import { findBarriers, openStage, overflows, PHONE, shot, type WebStage } from './stage.ts';

const CLERK = 'ma-yan';
const BOX = '证件号码或办件编号';
const WANG = '310199199003070014';
const numberOf = (first: string) => first + identityCheckCharacter(first);
let stage: WebStage;
let http: HttpClient;
beforeAll(async () => {
  stage = await openStage();
  http = createHttpClient(stage.stack.url, (person) => stage.stack.token(person));
  const { id } = await http.post<{ id: string }>('shi-qi', '/api/definition-proposals', { source: brought() });
  await http.post('gao-feng', `/api/definition-proposals/${id}/publication`);
}, 240_000);
afterAll(() => stage.close());

const serve = async (page: Page, number: string) => {
  await page.getByLabel(BOX).fill(number);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '为此人办理' }).click();
};
const serving = (page: Page, name: string) => page.getByRole('complementary', { name: new RegExp(`正在为 ${name}`) });
const next = (page: Page) => page.getByRole('button', { name: '下一步' }).click();
const file = async (name: string) => ({ name, mimeType: 'application/pdf', buffer: await samplePdf(name) });
const caseNoOf = (page: Page) => new URL(page.url()).searchParams.get('case')!;
const upload = async (person: string, material: string) =>
  (
    await http.upload<{ materialId: string }>(person, `/api/materials?matter=brought-papers&material=${material}`, {
      name: 'a.pdf',
      type: 'application/pdf',
      content: await samplePdf(material),
    })
  ).materialId;
const submit = async (person: string) => {
  const body = {
    matter: 'brought-papers',
    form: { applicantName: '王小明', subject: '测试' },
    materials: { lease: await upload(person, 'lease') },
  };
  return (await http.post<{ caseNo: string }>(person, '/api/cases', body)).caseNo;
};

describe('who stands at the window', () => {
  test('is found and served without a mouse; every request says for whom, until it is ended', async () => {
    const page = await stage.as(CLERK, '/window');
    await page.getByLabel(BOX).waitFor();
    await page.keyboard.type(WANG); // the box has the focus
    await page.keyboard.press('Enter');
    await page.getByText('王*明（自然人）').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'window-found-desk');
    await page.keyboard.press('Enter');
    await serving(page, '王\\*明').waitFor();
    const asked = page.waitForRequest(
      (r) => r.url().includes('/api/window/cases') && r.headers()['lianban-on-behalf-of'] === 'wang-xiaoming',
    );
    await page.reload();
    await asked;
    await shot(page, 'window-serving-desk');
    for (const place of ['/', '/matters/brought-papers', '/work']) {
      await page.goto(stage.stack.url + place);
      await serving(page, '王\\*明').waitFor();
    }
    await page.getByRole('button', { name: '结束办理' }).click();
    await page.getByRole('heading', { name: /等待收件/ }).waitFor();
    expect(await serving(page, '').count()).toBe(0);
    const free = page.waitForRequest((r) => r.url().includes('/api/window/cases'));
    await page.reload();
    expect((await free).headers()['lianban-on-behalf-of']).toBeUndefined();
  });
  test('a number with a wrong digit is refused in plain words', async () => {
    const page = await stage.as(CLERK, '/window');
    const first = '31019919850101333';
    const wrong = (Number.parseInt(identityCheckCharacter(first), 10) + 1) % 10 || 5;
    await page.getByLabel(BOX).fill(first + String(wrong));
    await page.keyboard.press('Enter');
    await page.getByLabel('姓名或单位名称 *').fill('周到');
    await page.getByRole('button', { name: '登记申请人' }).click();
    await page.getByRole('alert').filter({ hasText: '证件号码或统一社会信用代码不正确' }).waitFor();
  });
  test('whoever signs in next in this tab serves nobody', async () => {
    const page = await stage.as(CLERK, '/window');
    await serve(page, WANG);
    await serving(page, '王\\*明').waitFor();
    await page.evaluate(`fetch('/api/me').then(() => undefined)`);
    await page.context().clearCookies();
    await page.goto(`${stage.stack.url}/sign-in?returnTo=${encodeURIComponent('/window')}`);
    await page.click('button[value="ding-hao"]');
    await page.getByRole('heading', { name: /等待收件/ }).waitFor();
    expect(await serving(page, '').count()).toBe(0);
  });
});

describe('from the card to the result', () => {
  let page: Page;
  const addresses: string[] = [];
  const number = numberOf('31019919850101222');
  test('registered, and applied for in his name, every page saying so', async () => {
    page = await stage.as(CLERK, '/window');
    page.on('request', (r) => addresses.push(r.url()));
    await page.getByLabel(BOX).fill(number);
    await page.keyboard.press('Enter');
    await page.getByText('尚未登记').waitFor();
    await page.getByLabel('姓名或单位名称 *').fill('周到');
    await page.keyboard.press('Enter');
    await serving(page, '周\\*').waitFor();
    await page.getByLabel('按名称筛选“一件事”').fill('窗口交件');
    await page.getByRole('link', { name: /窗口交件/ }).click();
    await serving(page, '周\\*').waitFor();
    await next(page);
    await page.getByLabel('申请人', { exact: true }).fill('周到');
    await page.getByLabel('申请内容').fill('开店');
    await next(page);
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(await file('lease.pdf'));
    await page.getByText('✓ lease.pdf').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'window-apply-desk');
    await next(page);
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.waitForURL(/\/window\?case=/);
    await page.getByText('已提交，待收件').first().waitFor();
    expect(addresses.filter((url) => url.includes(number))).toEqual([]);
  });
  test('received, and the slip is shown to be printed', async () => {
    await page.getByRole('button', { name: '收件', exact: true }).click();
    await page.getByText('已收件，可打印收件凭证').waitFor();
    await page.getByRole('button', { name: '打印 收件凭证' }).click();
    const paper = page.getByRole('dialog').locator('iframe');
    await paper.waitFor();
    expect(await paper.getAttribute('src')).toMatch(/^blob:/);
    await shot(page, 'window-slip-desk');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });
  test('the original is seen and kept; it stands on the list that both sign; it is returned', async () => {
    await page.getByLabel('材料和原件').getByText('须核验原件').waitFor();
    await page.getByRole('button', { name: '租赁合同', exact: true }).click(); // compared with what was scanned
    await page.getByRole('dialog').locator('iframe').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '核验并留存 租赁合同' }).click();
    await page
      .getByText(/原件留存/)
      .first()
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'window-case-desk');
    await page.emulateMedia({ media: 'print' });
    const list = page.getByRole('region', { name: '收件材料清单' });
    await list.getByText(/原件留存/).waitFor();
    expect(await page.getByLabel(BOX).isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: '退还原件 租赁合同' }).isVisible()).toBe(false);
    expect(await serving(page, '周\\*').isVisible()).toBe(false);
    await shot(page, 'window-paper-list-print');
    await page.emulateMedia({ media: null });
    await page.getByRole('button', { name: '退还原件 租赁合同' }).click();
    await page
      .getByText(/原件已退还/)
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: /原件.*租赁合同/ }).count()).toBe(0);
  });
  test('what was to be corrected is scanned in, several files at once, and reported', async () => {
    const id = await taskOf(http, caseNoOf(page));
    await http.post('officer-a', `/api/tasks/${id}/correction`, { content: '请补交位置图，并重新扫描租赁合同' });
    await page.reload();
    await page.getByText('甲事项：需要补正').waitFor();
    await page.getByText('请补交位置图，并重新扫描租赁合同').waitFor();
    const scan = page.getByLabel('材料和原件').locator('input[type=file]');
    await scan.setInputFiles([await file('first.pdf'), await file('second.pdf')]);
    await page.getByText('second.pdf').waitFor();
    await shot(page, 'window-scans-desk');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: '提交文件（2）' }).click();
    await page.getByRole('button', { name: '位置图', exact: true }).waitFor();
    await page.getByRole('button', { name: '已补齐，提交补正' }).click();
    await page.getByText('甲事项：需要补正').waitFor({ state: 'hidden' });
    // the lease was given anew: its own original is to be seen
    await page.getByLabel('材料和原件').getByText('须核验原件').waitFor();
    await page.getByRole('button', { name: '原件已核验并退还 租赁合同' }).click();
    await page
      .getByText(/当场退还/)
      .first()
      .waitFor();
  });
  test('the result is handed over to somebody for him, which is recorded', async () => {
    const no = caseNoOf(page);
    const id = await taskOf(http, no);
    const { revision } = await http.get<{ revision: number }>('officer-a', `/api/tasks/${id}`);
    await http.post('officer-a', `/api/tasks/${id}/decision`, { revision, outcome: 'granted' });
    await page.reload();
    await page.getByRole('button', { name: /^送达 .*决定书/ }).click();
    await page.getByRole('radio', { name: '代领人' }).check();
    expect(await page.getByRole('dialog').getByRole('button', { name: '送达' }).isDisabled()).toBe(true);
    await page.getByLabel('代领人姓名').fill('李四');
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'window-hand-over-desk');
    await page.getByRole('dialog').getByRole('button', { name: '送达' }).click();
    await page.getByText('代领人：李四').waitFor();
    expect(await page.getByRole('button', { name: /^送达 .*决定书/ }).count()).toBe(0);
    const { instruments } = await http.get<{ instruments: { kind: string; service: object | null }[] }>(
      CLERK,
      `/api/cases/${no}/instruments`,
    );
    expect(instruments.find((i) => i.kind === 'decision-granted')!.service).toMatchObject({
      how: 'counter',
      post: 'one-stop-window-clerk',
      proof: '代领人：李四',
    });
  });
});

test('where the original lies is told to the applicant and to the officer, who gives it back', async () => {
  const no = await submit('wang-xiaoming');
  await http.post(CLERK, `/api/cases/${no}/receipt`);
  await http.post(CLERK, `/api/cases/${no}/materials/lease/original`, { kept: true });
  const his = await stage.as('wang-xiaoming', `/cases/${no}`, PHONE);
  await his
    .getByText(/原件留存/)
    .first()
    .waitFor();
  expect(await overflows(his)).toBe(false);
  expect(await findBarriers(his)).toEqual([]);
  await shot(his, 'window-original-applicant-phone');
  const desk = await stage.as('officer-a', `/work/${await taskOf(http, no)}`);
  await desk
    .getByText(/原件留存/)
    .first()
    .waitFor();
  await shot(desk, 'window-original-officer-desk');
  await desk.getByRole('button', { name: '退还原件 租赁合同' }).click();
  await desk
    .getByText(/原件已退还/)
    .first()
    .waitFor();
  expect(await findBarriers(desk)).toEqual([]);
});

describe('one after another', () => {
  test('what was typed for one person is not there for the next, nor are his cases', async () => {
    const no = await submit('wang-xiaoming');
    const page = await stage.as(CLERK, '/window');
    await serve(page, WANG);
    await page.getByText(no).waitFor();
    await page
      .getByRole('link', { name: /窗口交件/ })
      .last()
      .click();
    await next(page);
    await page.getByLabel('申请内容').fill('只属于王小明');
    await page.getByRole('button', { name: '回到窗口' }).click();
    await page.getByRole('button', { name: '结束办理' }).click();
    await serve(page, '310199198811230026');
    await serving(page, '李\\*').waitFor();
    await page.getByText('此人在本窗口没有办件').waitFor();
    expect(await page.getByText(no).count()).toBe(0);
    await page.getByRole('link', { name: /窗口交件/ }).click();
    await next(page);
    expect(await page.getByLabel('申请内容').inputValue()).toBe('');
    expect(await page.getByLabel('申请人', { exact: true }).inputValue()).not.toContain('王');
    // a case of somebody else on the counter is said to be one, and takes in none of his papers
    await page.goto(`${stage.stack.url}/window?case=${no}`);
    await page.getByRole('alert').filter({ hasText: '这不是 李* 的办件' }).waitFor();
    expect(await page.getByLabel('材料和原件').locator('input[type=file]').count()).toBe(0);
  });
  test('what waits is a queue; on a phone, and in English', async () => {
    await submit('wang-xiaoming');
    const page = await stage.as(CLERK, '/window', PHONE);
    await page.getByRole('heading', { name: /等待收件/ }).waitFor();
    const first = page.getByRole('link', { name: /窗口交件/ }).first();
    await first.waitFor();
    await shot(page, 'window-queue-phone');
    expect(await overflows(page)).toBe(false);
    expect(await findBarriers(page)).toEqual([]);
    await first.press('Enter');
    await page.getByRole('button', { name: '收件', exact: true }).waitFor();
    await shot(page, 'window-case-phone');
    expect(await overflows(page)).toBe(false);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Receive the papers' }).press('Enter');
    await page.getByText('Received; the receipt slip can be printed').waitFor();
    await page.getByLabel('Papers and originals').getByText('original to be seen').waitFor();
    expect(await overflows(page)).toBe(false);
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'window-case-phone-en');
  });
});
