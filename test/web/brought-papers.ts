import fs from 'node:fs';
import type { HttpClient } from '../../embedded/http-client.ts';

/** One item, whose papers are brought to the window, with their originals. */
export const brought = () =>
  fs
    .readFileSync('definitions/five-in-parallel.yaml', 'utf8')
    .replace('matter: five-in-parallel', 'matter: brought-papers')
    .replace('五部门并联（测试）', '窗口交件')
    .replace('Five in parallel (test)', 'Papers brought to the window')
    .replace('receipt: {at: submission}', 'receipt: {at: window}')
    .replace(/ {2}- id: item-b[\s\S]*?(?=^sources:)/m, '')
    .replace(/^samples:[\s\S]*/m, '')
    .replace(/^ {2}- \{path: \/items\/item-[b-e].*\n/gm, '')
    .replace(
      'reads: {form: [applicantName, subject]}',
      'reads: {form: [applicantName, subject], materials: [lease, map]}',
    )
    .replace(
      /^items:/m,
      `materials:
  - {id: lease, name: {zh: 租赁合同, en: Lease}, original: true}
  - {id: map, name: {zh: 位置图, en: Map}, required: false}
items:`,
    );

/** Once the conductor has opened the item. */
export const taskOf = async (http: HttpClient, no: string): Promise<string> => {
  for (let tries = 0; tries < 50; tries += 1) {
    const { tasks } = await http.get<{ tasks: { id: string }[] }>('officer-a', `/api/tasks?case=${no}`);
    if (tasks[0]) return tasks[0].id;
    await new Promise((r) => setTimeout(r, 200));
  }
  throw new Error(`no task of ${no}`);
};
