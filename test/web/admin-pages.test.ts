// What administrators keep beside the matters: calendars, organisations, and the running of it all. One stack for all of them.
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { raiseIncident } from '../../db/incidents.ts';
import { until, type Call } from '../e2e/client.ts';
import { fiveInParallel } from '../support/test-ledger.ts';
import { inspect as inspectPage, openStage, type WebStage } from './stage.ts';

jest.setTimeout(180_000); // every page is inspected twice, and a year has many cells
let stage: WebStage;
let call: Call;
beforeAll(async () => {
  stage = await openStage();
  ({ call } = stage);
}, 180_000);
afterAll(() => stage.close());

const inspect = (page: Page, name: string) => inspectPage(page, `admin-${name}`);
async function inEnglish(page: Page, name: string, word: string): Promise<void> {
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: word }).first().waitFor();
  await inspect(page, `${name}-en`);
  await page.getByRole('button', { name: '中文' }).click();
}
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });

describe('calendars', () => {
  const source = fs.readFileSync('definitions/calendars/cn.yaml', 'utf8');
  /** A Thursday off soon after today, so that open cases move. */
  const soon = () => {
    for (let day = Date.now() + 86_400_000; ; day += 86_400_000)
      if (new Date(day).getUTCDay() === 4) return new Date(day).toISOString().slice(0, 10);
  };
  const changed = (version: string) => {
    const lines = source.replace(/version: .*/, `version: ${version}`).split('\n');
    const year = lines.findIndex((l) => l.includes(`year: ${soon().slice(0, 4)}`));
    const off = lines.findIndex((l, n) => n > year && l.includes('daysOff:'));
    lines.splice(off + 1, 0, `      - ${soon()}`);
    return lines.join('\n');
  };
  /** A day off of one region, and an organisation with hours of its own. */
  const local = `organisations:
  one-stop-window: ['08:30-12:00', '13:30-18:00']
regions:
  '540000':
    - { date: 2026-08-12, works: false, source: { number: 藏政办发〔2026〕1号, date: 2026-07-01, title: 雪顿节放假通知 } }
`;

  test('a year as twelve months, with what it rests on; a provisional year says so', async () => {
    const page = await stage.as('wang-xiaoming', '/admin/calendars');
    await page.getByText('国办发明电〔2025〕7号', { exact: false }).waitFor();
    expect(await page.locator('table.month').count()).toBe(12);
    expect(await page.locator('[data-date="2026-02-14"]').textContent()).toBe('14班');
    expect(await page.locator('[data-date="2026-02-16"]').textContent()).toBe('16休');
    await inspect(page, 'calendar');
    await button(page, '下一年').focus();
    await page.keyboard.press('Enter');
    await page.getByText('本年度为暂定', { exact: false }).waitFor();
    expect(await button(page, '下一年').isDisabled()).toBe(true);
    expect(await page.getByText('提出新版本').count()).toBe(0); // he keeps none
    await inEnglish(page, 'calendar-provisional', 'Working calendar');
  });

  test('a new version: its faults by line, then proposed; never published by who proposed it', async () => {
    const page = await stage.as('gao-feng', '/admin/calendars');
    await button(page, '以现行版本为底稿').click();
    const text = page.getByRole('textbox', { name: '日历文件（YAML）' });
    await until(
      () => text.inputValue(),
      (value) => value.includes('2026-09-20'),
    );
    await text.fill(changed('2026-broken').replace('2026-05-09', '2026-02-30'));
    await button(page, '提交提案').click();
    const line = changed('x')
      .split('\n')
      .findIndex((l) => l.includes('2026-05-09'));
    await button(page, `第 ${line + 1} 行`).click();
    const typed = await text.inputValue();
    const at = await page.evaluate<number>("document.querySelector('textarea').selectionStart");
    expect(typed.slice(at).startsWith('2026-02-30')).toBe(true);
    await inspect(page, 'calendar-faults');
    await page.locator('input[type=file]').setInputFiles({
      name: 'cn.yaml',
      mimeType: 'text/yaml',
      buffer: Buffer.from(changed('2026-moved')),
    });
    await until(
      () => text.inputValue(),
      (value) => value.includes('2026-moved'),
    );
    await button(page, '提交提案').click();
    await page.getByText('已提交，请另一人核对并发布').waitFor();
    await page.getByText('提出人不能发布自己的提案').waitFor();
    expect(await button(page, '发布').isDisabled()).toBe(true);
  });

  test('is published by a second person who saw what it moves; the open cases follow', async () => {
    const { status } = await call('wang-xiaoming', 'POST', '/api/cases', fiveInParallel());
    expect(status).toBe(201);
    const body = { source: changed('2026-second') + local };
    expect((await call('shi-qi', 'POST', '/api/calendar-proposals', body)).status).toBe(201);
    const page = await stage.as('gao-feng', '/admin/calendars');
    const mine = page.getByRole('listitem').filter({ hasText: '2026-second' });
    await mine.getByRole('button', { name: '查看内容与变化' }).click();
    await page.getByText('改为休息的 1 天', { exact: false }).waitFor();
    expect(await page.locator(`.changed[data-date="${soon()}"]`).count()).toBe(1);
    const dialog = page.getByRole('dialog');
    expect(await dialog.locator('[data-date="2026-08-12"]').textContent()).toBe('12');
    await dialog.getByLabel('地区').click();
    await page.getByTitle('地区 540000').click();
    await dialog.getByText('雪顿节放假通知', { exact: false }).waitFor();
    expect(await dialog.locator('[data-date="2026-08-12"]').textContent()).toBe('12休');
    await inspect(page, 'calendar-proposal');
    await page.keyboard.press('Escape');
    await mine.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByText(/在办的 1 件中，1 件的时限会变/).waitFor();
    await inspect(page, 'calendar-effect');
    await button(page, '确认发布').click();
    await mine.getByText(/重算完成：共看 1 件，其中 1 件的时限有变/).waitFor({ timeout: 30_000 });
    await inspect(page, 'calendar-published');
    await page.getByText('2026-second（现行）').waitFor();
    await page.goto(`${stage.stack.url}/admin/organisations?of=one-stop-window`);
    await page.getByText('08:30–12:00 · 13:30–18:00').waitFor();
  });
});

describe('organisations', () => {
  test('a post is noted, proposed, refused to who proposed it, approved by another, and there', async () => {
    const page = await stage.as('qin-yue', '/admin/organisations');
    await button(page, '示范区人民政府').waitFor();
    await page.getByRole('textbox', { name: '按名称、编号或行政区划查找' }).fill('one-stop-window');
    await page.keyboard.press('Enter');
    const found = page.getByRole('navigation', { name: '机构与岗位' }).locator('.organ');
    await until(
      () => found.count(),
      (count) => count === 1,
    );
    await found.click();
    await page.getByText('ma-yan').waitFor();
    await inspect(page, 'organisation');
    await button(page, '新增岗位').click();
    const form = page.getByRole('form', { name: '新增岗位' });
    const choose = () =>
      until(
        async () => {
          await form.getByLabel('角色').click();
          await page.locator('.ant-select-item-option[title="综窗人员"]').last().click();
          return form.getByText('综窗人员').count();
        },
        (count) => count > 0,
      );
    await button(page, '记入变更草稿').click();
    await form.getByText('请填写').first().waitFor();
    await form.getByLabel('编号').fill('one-stop-window-clerk');
    await choose();
    await form.getByLabel('中文名称').fill('二号综窗');
    await inspect(page, 'organisation-step');
    await button(page, '记入变更草稿').click();
    await page.getByLabel('依据文件').waitFor();
    await page.reload(); // what was noted is kept
    await page.getByLabel('依据文件').fill('示范编〔2026〕8号');
    await button(page, '提交变更').click();
    await page.getByText('此编号已被使用').first().waitFor(); // told at the step
    await inspect(page, 'organisation-refused');
    await button(page, '移除第 1 步').click();
    await button(page, '新增岗位').click();
    await form.getByLabel('编号').fill('one-stop-window-second');
    await choose();
    await form.getByLabel('中文名称').fill('二号综窗');
    await button(page, '记入变更草稿').click();
    await page.getByLabel('依据文件').fill('示范编〔2026〕8号');
    await button(page, '提交变更').click();
    await page.getByText('须由另一位机构管理岗批准后生效', { exact: false }).waitFor();
    await page.getByRole('tab', { name: '变更与审批' }).click();
    await button(page, '查看 1 步').click();
    await button(page, '批准').waitFor();
    expect(await button(page, '批准').isDisabled()).toBe(true);
    await page.getByText('本人提出或涉及本人的变更应由他人审批').waitFor();

    const other = await stage.as('xie-ming', '/admin/organisations?tab=changes');
    await button(other, '查看 1 步').click();
    await button(other, '批准').click();
    await other.getByText('批准后 1 步立即同时生效').waitFor();
    await inspect(other, 'organisation-approve');
    await button(other, '确认批准').click();
    await other.getByText('已生效').waitFor();
    await other.getByRole('tab', { name: '机构树' }).click();
    await other.goto(`${stage.stack.url}/admin/organisations?of=one-stop-window`);
    await other.getByText('二号综窗').waitFor();
    await inEnglish(other, 'organisation', 'Organisations and posts');
  });

  test('a spreadsheet: every fault by row and column, nothing imported; a good one is one change', async () => {
    const page = await stage.as('qin-yue', '/admin/organisations?tab=import');
    const choose = (file: string) => page.locator('input[type=file]').setInputFiles(file);
    await choose('test/golden/organisations/ten-faults.csv');
    await page.getByText('有 10 处错误，什么也没有导入', { exact: false }).waitFor();
    expect(await page.getByRole('region', { name: '错误一览' }).locator('tbody tr').count()).toBe(10);
    await inspect(page, 'import-faults');
    await choose('docs/organisations-sample.csv');
    await page.getByText('没有错误，将有 7 步变更').waitFor();
    await inspect(page, 'import-planned');
    await page.getByLabel('依据文件').fill('示范编〔2026〕9号');
    await button(page, '提交为变更').click();
    await button(page, '去看变更').click();
    await page.getByText('示范编〔2026〕9号').waitFor();
    await inspect(page, 'changes');
  });

  test('who only looks sees organisations and posts, and nobody who holds them', async () => {
    const page = await stage.as('wang-xiaoming', '/admin/organisations?of=one-stop-window');
    await page.getByText('one-stop-window-clerk').waitFor();
    expect(await page.getByText('ma-yan').count()).toBe(0);
    expect(await button(page, '新增岗位').count()).toBe(0);
    expect(await page.getByRole('tab').count()).toBe(1);
  });
});

describe('who acts for whom', () => {
  test('is granted until a day, seen by both, taken back after asking; what goes too far is refused', async () => {
    const page = await stage.as('wang-xiaoming', '/me/authorisations');
    const form = page.getByRole('form', { name: '授权代办' });
    await form.getByLabel('代办人的人员编号').fill('nobody-here');
    await form.getByLabel('查看进度').check();
    await form.getByLabel(/截止日/).fill('2030-12-31');
    await form.getByRole('button', { name: '授权代办' }).click();
    await page.getByRole('alert').filter({ hasText: '没有此人' }).waitFor();
    await form.getByLabel('代办人的人员编号').fill('li-na');
    await form.getByRole('button', { name: '授权代办' }).click();
    await page.getByText('已授权，立即生效').waitFor();
    await page.getByText(/至 2030年12月31日 23:59/).waitFor();
    await inspect(page, 'authorisations');
    const agent = await stage.as('li-na', '/me/authorisations');
    await agent.getByText('wang-xiaoming').waitFor();
    await button(page, '撤销').click();
    await page.getByText('撤销后对方立即不能再代办', { exact: false }).waitFor();
    await inspect(page, 'authorisation-end');
    await button(page, '确认撤销').click();
    await page.getByText('已撤销').waitFor();
    expect(await button(page, '撤销').count()).toBe(0);
    await inEnglish(page, 'authorisations', 'Acting for others');
  });
});

describe('operations', () => {
  test('an operator sees that the parts are well, handles an incident by a code, and reads what was done', async () => {
    const pool = new pg.Pool({ connectionString: stage.stack.ownerUrl, max: 1 });
    const { caseNo } = (await call('wang-xiaoming', 'POST', '/api/cases', fiveInParallel())).body;
    for (const [kind, code] of [
      ['answer', 'answer-contradicts'],
      ['dispatch-failed', 'unreachable'],
    ] as const)
      await raiseIncident(pool, { id: randomUUID(), caseNo, kind, code, at: Date.now() });
    await pool.end();
    const page = await stage.as('guo-bin', '/admin/incidents');
    await page.getByText('1 个进程在工作').waitFor();
    expect(await page.locator('[data-part]').filter({ hasText: '正常' }).count()).toBe(4);
    const incident = page.getByRole('listitem').filter({ hasText: '部门系统回复矛盾' });
    await incident.getByText('这类异常不能重试', { exact: false }).waitFor();
    expect(await incident.getByRole('button', { name: '再试一次' }).count()).toBe(0);
    await inspect(page, 'operations');
    await incident.getByRole('button', { name: '标为已处理' }).click();
    expect(await button(page, '确认处理完毕').isDisabled()).toBe(true);
    await page.getByLabel('部门已确认有效回复').check();
    await inspect(page, 'incident-resolve');
    await button(page, '确认处理完毕').click();
    await until(
      () => incident.count(),
      (count) => count === 0,
    );
    // the other may be tried again; nothing of it waits, and the refusal says so
    const other = page.getByRole('listitem').filter({ hasText: '部门系统无法送达' });
    await other.getByRole('button', { name: '再试一次' }).click();
    await other.getByRole('alert').filter({ hasText: '不能重试' }).waitFor();
    await inspect(page, 'incident-refused');
    await page.getByText('已处理', { exact: true }).click();
    await incident.getByRole('button', { name: '处理记录' }).click();
    await incident.getByText(/guo-bin 于 .* 标为已处理 · 部门已确认有效回复/).waitFor();
    await inEnglish(page, 'operations', 'Operations');
  });
  test('nobody else is shown it', async () => {
    const page = await stage.as('gao-feng', '/admin/incidents');
    await page.getByText('本页供运维岗使用').waitFor();
  });
});
