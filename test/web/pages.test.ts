// Every place of the pages, as who belongs there: wide and narrow, in both languages, for who sees, hears or uses keys alone.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { PATHS } from '../../web/paths.ts';
import { grant, submitFive, taskOf } from '../e2e/client.ts';
import { DESK, findBarriers, openStage, overflows, PHONE, type WebStage } from './stage.ts';

type Place = keyof typeof PATHS;
/** Who goes there; nobody: without signing in. Ids of what is there stand in for the places' own. */
const WHO: Partial<Readonly<Record<string, string>>> = {
  home: 'nobody',
  signedOut: 'nobody',
  sessions: 'wang-xiaoming',
  authorisations: 'wang-xiaoming',
  matter: 'nobody',
  apply: 'wang-xiaoming',
  cases: 'wang-xiaoming',
  case: 'wang-xiaoming',
  certificate: 'nobody',
  inbox: 'officer-b',
  task: 'officer-b',
  department: 'head-of-dept-a',
  window: 'ma-yan',
  admin: 'gao-feng',
  adminCalendars: 'gao-feng',
  adminOrganisations: 'qin-yue',
  adminIncidents: 'guo-bin',
  supervisor: 'lin-tao',
  audit: 'xu-jie',
};
let stage: WebStage;
let ids: Readonly<Record<string, string>>;
beforeAll(async () => {
  stage = await openStage();
  const { call } = stage;
  const { caseNo } = (await submitFive(call)).body;
  await grant(call, caseNo, 'officer-a');
  const { id } = await taskOf(call, caseNo, 'officer-b');
  ids = { ':matter': 'company-set-up', ':no': caseNo, ':number': `${caseNo}-item-a`, ':id': id };
}, 240_000);
afterAll(() => stage.close());

test('every place has somebody who goes there', () => {
  expect(Object.keys(PATHS).filter((place) => WHO[place] === undefined)).toEqual([]);
  expect(Object.keys(WHO).filter((place) => !(place in PATHS))).toEqual([]);
});

/** What looks like the name of a word, and not like one: `auditOf`, `by.organ`. */
const KEY = /^[a-z]+([A-Z][a-z]+)+$|^[a-zA-Z]+(\.[a-zA-Z-]+)+$/;
const untranslated = async (page: Page): Promise<string[]> => {
  const texts = await page.locator('body').evaluate((body) =>
    [...body.querySelectorAll('*:not(script, style, code, pre, textarea)')]
      .flatMap((e) => [...e.childNodes])
      .filter((n) => n.nodeType === 3)
      .map((n) => n.textContent?.trim() ?? ''),
  );
  return texts.filter((text) => KEY.test(text));
};
/** What the Tab key has reached, when nothing shows it: neither itself nor the frame around it. */
const unseenFocus = (page: Page): Promise<string | null> =>
  page.evaluate<string | null>(`(() => {
    const shows = (e) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(e);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    };
    const reached = document.activeElement;
    if (reached === document.body) return null; // past the last: the browser itself has it
    const framed = reached.closest('.ant-select, .ant-input-affix-wrapper, .ant-segmented-item');
    return shows(reached) || (framed && shows(framed)) ? null : reached.outerHTML.slice(0, 160);
  })()`);
/** The innermost element that reaches furthest, of those that nothing cuts off. */
const widest = (page: Page): Promise<string> =>
  page.evaluate<string>(`(() => {
    const isCut = (e) => e && e !== document.body && (getComputedStyle(e).overflowX !== 'visible' || isCut(e.parentElement));
    return [...document.querySelectorAll('body *')]
      .filter((e) => !isCut(e.parentElement))
      .map((e) => ({ right: e.getBoundingClientRect().right, html: e.outerHTML.slice(0, 160) }))
      .reduce((a, b) => (b.right >= a.right ? b : a)).html;
  })()`);
const SIZES = { wide: DESK, narrow: PHONE };
const LANGUAGES = { zh: '中文', en: 'English' };

async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const [language, button] of Object.entries(LANGUAGES)) {
    const switcher = page.getByRole('button', { name: button, exact: true });
    if (await switcher.isVisible()) await switcher.click();
    for (const [width, size] of Object.entries(SIZES)) {
      await page.setViewportSize(size);
      const say = (what: string) => faults.push(`${language}, ${width}: ${what}`);
      // once for each place: it takes the longest of all, and neither language nor width brings elements of its own
      if (language === 'zh' && width === 'narrow') for (const barrier of await findBarriers(page)) say(barrier);
      if (await overflows(page)) say(`is wider than the screen: ${await widest(page)}`);
      for (const key of await untranslated(page)) say(`an untranslated word: ${key}`);
      if ((await page.locator('html').getAttribute('lang')) !== (language === 'zh' ? 'zh-CN' : 'en'))
        say('another language');
      if ((await page.getByRole('heading').count()) === 0) say('no heading');
      for (let step = 0; step < 3; step += 1) {
        await page.keyboard.press('Tab');
        if ((await unseenFocus(page)) === null) continue;
        await page.waitForTimeout(400); // what shows it comes gently
        const unseen = await unseenFocus(page);
        if (unseen !== null) say(`the focus is not seen: ${unseen}`);
      }
    }
  }
  return faults;
}

describe.each(Object.keys(PATHS) as Place[])('%s', (place) => {
  test('can be read, heard and walked by keys, wide and narrow, in both languages', async () => {
    const where = PATHS[place].replaceAll(/:\w+/g, (name) => ids[name]!);
    const who = WHO[place]!;
    const page = who === 'nobody' ? await stage.open(where) : await stage.as(who, where);
    await page.getByRole('heading').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  }, 120_000);
});

test('faults are seen', async () => {
  const page = await stage.open('/');
  await page.getByRole('heading').first().waitFor();
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend',
    '<p>auditOf</p><p style="width: 3000px">x</p><img src="/icon.svg"><style>h1, h2, h3 { display: none } * { outline: none !important; box-shadow: none !important }</style>')`);
  const faults = (await faultsOf(page)).join('\n');
  for (const fault of ['auditOf', 'wider', 'image-alt', 'no heading', 'the focus is not seen'])
    expect(faults).toContain(fault);
});
