// The supervisor's way in a real browser: the board, the list, where time goes down to the task.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createCall, grant, submitFive } from '../e2e/client.ts';
import { findBarriers, openStage, overflows, PHONE, shot, type WebStage } from './stage.ts';

let stage: WebStage;
let caseNo: string;
beforeAll(async () => {
  stage = await openStage();
  const call = createCall(stage.stack.url, (person) => stage.stack.token(person));
  caseNo = (await submitFive(call)).body.caseNo;
  await grant(call, caseNo, 'officer-a');
}, 240_000);
afterAll(() => stage.close());

test('counts by department, the clocks of a case, and what a decided item used', async () => {
  const page = await stage.as('xu-jie', '/supervision');
  await page.getByRole('cell', { name: '示范部门B', exact: true }).first().waitFor();
  await page.getByText('没有符合条件的时限').waitFor(); // nothing is overdue
  await page.getByText('全部', { exact: true }).click();
  await page.getByRole('link', { name: caseNo }).first().waitFor();
  await page.locator('.ant-table-row-expand-icon').first().click();
  await page.getByText('实际用时 0 工作日', { exact: false }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await shot(page, 'supervisor-board-desk');
});
test('fits a phone', async () => {
  const page = await stage.as('xu-jie', '/supervision', PHONE);
  await page.getByRole('cell', { name: '示范部门B', exact: true }).first().waitFor();
  expect(await overflows(page)).toBe(false);
  expect(await findBarriers(page)).toEqual([]);
  await shot(page, 'supervisor-board-phone');
});
test('is not shown to who supervises nothing', async () => {
  const page = await stage.as('wang-xiaoming', '/supervision');
  await page.getByRole('alert').first().waitFor();
  expect(await page.getByText(caseNo).count()).toBe(0);
});
