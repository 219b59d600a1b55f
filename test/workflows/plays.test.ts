// Every play on real parts: its end, its cost, and that nothing of what was submitted, decided or answered is in its history.
// RECORD_HISTORIES=1 writes the histories anew (test/histories/), which replay.test.ts replays; review them in the diff.
import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CANARY, City } from './city.ts';
import { historyToText, plainText } from './history-file.ts';
import { PLAYS } from './plays.ts';

let city: City;
let broken: string | undefined; // a case whose look throws (planted)
beforeAll(async () => {
  city = await City.open({
    reach(point, caseNo) {
      if (point === 'advance:before-commit' && caseNo === broken) throw new Error(CANARY);
    },
  });
});
afterAll(() => city.close());

async function incidentsOf(caseNo: string, open: boolean): Promise<string[]> {
  const text = 'select code from incidents where case_no = $1 and (resolved_at is null) = $2 order by code';
  return (await city.t.database.pool.query<{ code: string }>(text, [caseNo, open])).rows.map((r) => r.code);
}

async function expectClean(name: string, caseNo: string): Promise<void> {
  const history = await city.env.client.workflow.getHandle(caseNo).fetchHistory();
  const text = plainText(history);
  expect(text).toContain(`"${caseNo}"`); // a payload: the search finds what is there
  for (const word of [
    CANARY,
    'CANARY',
    '示例',
    '91310199MA1TERT01J',
    '310199199003070014',
    'creditCode',
    'companyName',
  ])
    expect({ word, found: text.includes(word) }).toEqual({ word, found: false });
  if (process.env.RECORD_HISTORIES) fs.writeFileSync(`test/histories/${name}.json`, historyToText(history));
}

describe('a case through the real conductor', () => {
  it.each(Object.entries(PLAYS))('%s', async (name, { play, status, incidents = [], transitions, events, bytes }) => {
    const caseNo = await play(city);
    const cost = await city.cost(caseNo);
    const { outcome, items } = await city.state(caseNo);
    expect({
      outcome,
      items: { ...Object.fromEntries(Object.entries(items).map(([id, i]) => [id, i.status])) },
    }).toMatchObject(status);
    expect(await incidentsOf(caseNo, true)).toEqual(incidents);
    await expectClean(name, caseNo);
    if (process.env.PRINT_COST) console.log(name, JSON.stringify(cost));
    expect(cost.transitions).toBeLessThanOrEqual(transitions ?? 40);
    expect(cost.events).toBeLessThanOrEqual(events ?? 200);
    expect(cost.bytes).toBeLessThanOrEqual(bytes ?? 20_000);
  });

  it('whose look throws: an incident, nothing of the error in the history, others go on, and it recovers', async () => {
    const submitting = city.submitFive();
    const caseNo = await submitting;
    broken = caseNo;
    await city.decide(caseNo, 'officer-a', 'item-a');
    city.stage.wakes.send({ caseNo, matter: 'five-in-parallel', seq: 0 }, 'look');
    const other = await PLAYS['five-in-parallel']!.play(city);
    await city.cost(other);
    for (const l of ['b', 'c', 'd', 'e']) await city.decide(caseNo, `officer-${l}`, `item-${l}`); // people are not stopped by it
    for (const end = Date.now() + 10_000; (await incidentsOf(caseNo, true)).length === 0 && Date.now() < end;)
      await new Promise((r) => setTimeout(r, 50));
    expect(await incidentsOf(caseNo, true)).toEqual(['internal-error']);
    broken = undefined;
    city.stage.wakes.send({ caseNo, matter: 'five-in-parallel', seq: 0 }, 'recovered');
    await city.cost(caseNo);
    expect(await incidentsOf(caseNo, false)).toEqual(['internal-error']);
    await expectClean('five-with-a-look-that-fails', caseNo);
  });
});
