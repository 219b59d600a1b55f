// The supervisor's and the auditor's ways in a real browser: the board drawn and as tables, narrowed by its address, down to the task; the audit
// of a case, whole and broken.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { grant, submitFive, type Call } from '../e2e/client.ts';
import { DESK, findBarriers, openStage, overflows, PHONE, shot, type WebStage } from './stage.ts';

const SUPERVISOR = 'lin-tao';
const AUDITOR = 'xu-jie';
let stage: WebStage;
let call: Call;
let owner: pg.Pool;
let caseNo: string;
beforeAll(async () => {
  stage = await openStage();
  ({ call } = stage);
  owner = new pg.Pool({ connectionString: stage.stack.ownerUrl, max: 1 });
  const cases = await Promise.all([1, 2, 3].map(async () => (await submitFive(call)).body.caseNo as string));
  caseNo = cases[0]!;
  for (const no of cases) for (const letter of ['a', 'c']) await grant(call, no, `officer-${letter}`);
  // as if days had passed: what supervision sees of a clock is its row
  await owner.query(
    `update clocks set used = 3 where organ = 'dept-a'; update clocks set used = 1 where organ = 'dept-c'`,
  );
  await owner.query(
    `update clocks set due_at = due_at - interval '60 days' where organ = 'dept-b' and kind = 'committed'`,
  );
  await owner.query(`update clocks set warn_at = started_at where organ = 'dept-d' and kind = 'committed'`);
}, 240_000);
afterAll(async () => {
  await owner.end();
  await stage.close();
});
const inEnglish = (page: Page) => page.getByRole('button', { name: 'English' }).click();
const regionOf = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const rowsOf = async (page: Page, name: string): Promise<string[][]> => {
  const rows = await regionOf(page, name).locator('tbody tr.ant-table-row').all();
  return Promise.all(rows.map((row) => row.locator('td').allInnerTexts()));
};
const asked = async (who: string, query: string) => (await call(who, 'GET', `/api/supervision/${query}`)).body;

describe('the board', () => {
  test('is drawn, and its table holds the very numbers of the API', async () => {
    const page = await stage.as(SUPERVISOR, '/supervision');
    await page
      .getByRole('img', { name: /^各灯色的时限数，按部门统计/ })
      .locator('svg text')
      .first()
      .waitFor();
    await page
      .getByRole('img', { name: /^承诺时限与实际用时（工作日）/ })
      .locator('svg text')
      .first()
      .waitFor();
    const { counts } = await asked(SUPERVISOR, 'counts?by=organ');
    expect(counts.length).toBeGreaterThan(2);
    const numbers = ['cases', 'clocks', 'overdue', 'stoppedTooLong', 'red', 'yellow', 'green', 'stopped'];
    expect(await rowsOf(page, '进行中的时限')).toEqual(
      counts.map((c: Record<string, number> & { name: { zh: string } }) => [
        c.name.zh,
        ...numbers.map((n) => String(c[n])),
      ]),
    );
    expect(counts[0]).toMatchObject({ key: 'dept-b', overdue: 3 });
    const { durations } = await asked(SUPERVISOR, 'durations');
    expect((await rowsOf(page, '时间花在哪里')).map((r) => [r[3], r[6], r[7]])).toEqual(
      durations.map((d: { decided: number; median: number; p90: number }) => [
        String(d.decided),
        `${d.median} 工作日`,
        `${d.p90} 工作日`,
      ]),
    );
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'supervisor-board-desk');
    await inEnglish(page);
    await page
      .getByRole('img', { name: /^Clocks by light, by Department/ })
      .locator('svg')
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'supervisor-board-desk-en');
  });

  test('a number leads to its clocks, a clock to its task and post; the address tells it all, and no person', async () => {
    const page = await stage.as(SUPERVISOR, '/supervision');
    await page.getByRole('link', { name: '示范部门B 部门超期 3' }).click();
    await page.waitForURL(/organ=dept-b/);
    expect(new URL(page.url()).search).toBe('?organ=dept-b&light=overdue');
    const clocks = regionOf(page, '时限清单');
    await page.getByText('示范部门A', { exact: true }).first().waitFor({ state: 'detached' });
    expect(await clocks.locator('tbody tr.ant-table-row').count()).toBe(3);
    await clocks.getByRole('button', { name: '展开行' }).first().click();
    await clocks.getByText('起算（当日不计）').first().waitFor();
    await clocks.getByText('办理任务：无人签收').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'supervisor-clock-desk');
    // the same view for another who may see it
    const shared = await stage.as(AUDITOR, `/supervision${new URL(page.url()).search}`);
    await shared.getByRole('link', { name: '示范部门B 部门超期 3' }).waitFor();
    expect(await regionOf(shared, '时限清单').locator('tbody tr.ant-table-row').count()).toBe(3);
    await page.getByRole('button', { name: '清除筛选' }).click();
    await page.getByRole('link', { name: '示范部门D 黄灯 3' }).waitFor();
    await page.getByText('签收人', { exact: true }).first().click();
    await page.getByRole('cell', { name: '无人签收' }).first().waitFor();
    expect(new URL(page.url()).search).toBe('?by=officer');
  });

  test('more clocks come page by page, until there are no more', async () => {
    const page = await stage.as(SUPERVISOR, '/supervision');
    const rows = regionOf(page, '时限清单').locator('tbody tr.ant-table-row');
    await rows.nth(19).waitFor();
    expect(await rows.count()).toBe(20);
    await page.getByRole('button', { name: '更多' }).click();
    await rows.nth(20).waitFor();
    const { counts } = await asked(SUPERVISOR, 'counts?by=district');
    expect(await rows.count()).toBe(Math.min(40, counts[0].clocks));
  });

  test('where time goes: down to the tasks and the audit of one of them', async () => {
    const page = await stage.as(AUDITOR, '/supervision?organ=dept-a');
    const spent = regionOf(page, '时间花在哪里');
    await spent.getByRole('button', { name: '展开行' }).first().click();
    await spent.getByText('实际用时 3 工作日').first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'supervisor-spent-desk');
    await spent.getByRole('link', { name: '审计此办件' }).first().click();
    await page.getByRole('button', { name: '核验存证链' }).waitFor();
  });

  test('on a phone, and on paper', async () => {
    const page = await stage.as(SUPERVISOR, '/supervision', PHONE);
    await page
      .getByRole('img', { name: /^承诺时限与实际用时/ })
      .locator('svg text')
      .first()
      .waitFor();
    expect(await overflows(page)).toBe(false);
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'supervisor-board-phone');
    const paper = await stage.as(SUPERVISOR, '/supervision', { width: 720, height: 1000 });
    await paper
      .getByRole('img', { name: /^承诺时限与实际用时/ })
      .locator('svg text')
      .first()
      .waitFor();
    await paper.emulateMedia({ media: 'print' });
    expect(await paper.getByRole('navigation').isVisible()).toBe(false);
    expect(await paper.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
    expect(await paper.getByRole('img', { name: /^各灯色/ }).isVisible()).toBe(true);
    await shot(paper, 'supervisor-board-paper');
  });

  test('the head of the government sees every organ of his level, the head of an organ his own; who watches nothing is refused', async () => {
    const organs = async (who: string) => {
      const page = await stage.as(who, '/supervision');
      await regionOf(page, '进行中的时限').locator('tbody tr.ant-table-row').first().waitFor();
      return (await rowsOf(page, '进行中的时限')).map(([name]) => name).sort();
    };
    expect(await organs('head-of-gov')).toEqual(await organs(SUPERVISOR));
    const other = await stage.as('head-of-tax', '/supervision');
    await other.getByText('没有符合条件的时限').first().waitFor();
    expect(await other.getByText(caseNo).count()).toBe(0);
    const page = await stage.as('wang-xiaoming', '/supervision');
    await page.getByRole('alert').first().waitFor();
    expect(await page.getByText(caseNo).count()).toBe(0);
  });
});

describe('the audit of a case', () => {
  const verify = (page: Page) => page.getByRole('button', { name: '核验存证链' }).click();

  test('every record in words, the chains verified, and the whole as JSON', async () => {
    const page = await stage.as(AUDITOR, '/supervision');
    await page.getByRole('searchbox', { name: '要审计的办件编号' }).fill(caseNo);
    await page.keyboard.press('Enter');
    await page.getByText('申请人提交申请').waitFor();
    const { events } = (await call(AUDITOR, 'GET', `/api/cases/${caseNo}/audit`)).body;
    const region = regionOf(page, `全部记录（${events.length} 条）`);
    expect(await region.locator('tbody tr.ant-table-row').count()).toBe(events.length);
    expect(await region.innerText()).not.toMatch(/undefined|wang-xiaoming|officer-a/);
    await verify(page);
    await page.getByText('存证链完整，没有被改动').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'supervisor-audit-desk');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: '导出 JSON' }).click();
    expect((await download).suggestedFilename()).toBe(`${caseNo}.json`);
    await inEnglish(page);
    await page.getByText('The chains are whole: nothing was changed').waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  test('a record changed behind the ledger’s back is found, and shown where', async () => {
    const page = await stage.as(AUDITOR, `/supervision/cases/${caseNo}`, PHONE);
    await page.getByText('申请人提交申请').waitFor();
    await owner.query(`begin; alter table events disable trigger user;
      update events set at = at - interval '1 day' where case_no = '${caseNo}' and type = 'decided' and body->>'item' = 'item-a';
      alter table events enable trigger user; commit`);
    await verify(page);
    await page.getByRole('alert').getByText('存证链有').waitFor();
    await page.getByRole('alert').getByText('记录之后被改动过').waitFor();
    expect(await page.locator('tr.broken').count()).toBeGreaterThan(0);
    expect(await page.locator('tr.broken').first().innerText()).toContain('甲事项');
    expect(await overflows(page)).toBe(false);
    expect(await findBarriers(page)).toEqual([]);
    await shot(page, 'supervisor-audit-broken-phone');
    await page.setViewportSize(DESK);
    await shot(page, 'supervisor-audit-broken-desk');
  });

  test('is not there for who neither audits nor supervises the case', async () => {
    for (const who of ['head-of-gov', 'pan-jun']) {
      const page = await stage.as(who, `/supervision/cases/${caseNo}`);
      await page.getByRole('alert').first().waitFor();
      expect(await page.getByText('申请人提交申请').count()).toBe(0);
    }
  });
});
