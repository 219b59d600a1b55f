// The real product with its pages, and a real browser in which anybody of the samples is signed in. Pictures go to test-output/web/.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from '@jest/globals';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { buildPages } from '../../embedded/build-pages.ts';
import { startStack, type Stack } from '../../embedded/stack.ts';
import { createCall, type Call } from '../e2e/client.ts';
import { CHROMIUM } from '../support/browser.mjs';

const PICTURES = path.resolve('test-output/web');
export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1440, height: 900 };

export interface WebStage {
  readonly stack: Stack;
  readonly browser: Browser;
  /** The API, as anybody of the samples. */
  readonly call: Call;
  /** A browser of its own in which this person is signed in, at this place. */
  as(person: string, place?: string, size?: typeof DESK): Promise<Page>;
  /** Nobody is signed in. */
  open(place: string, size?: typeof DESK): Promise<Page>;
  close(): Promise<void>;
}

export async function openStage(): Promise<WebStage> {
  await buildPages();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'lianban-web-'));
  const stack = await startStack({ dataDir, ports: 'any' });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];
  const newPage = async (size: typeof DESK) => {
    const context = await browser.newContext({
      viewport: size,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
    });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error' && /Content Security Policy|Uncaught/.test(line.text())) faults.push(line.text());
    });
    return page;
  };
  return {
    stack,
    browser,
    call: createCall(stack.url, (person) => stack.token(person)),
    async as(person, place = '/', size = DESK) {
      const page = await newPage(size);
      await page.goto(`${stack.url}/sign-in?returnTo=${encodeURIComponent(place)}`);
      await page.click(`button[value="${person}"]`);
      await page.waitForURL((url) => url.origin === stack.url && !url.pathname.startsWith('/sign-in'));
      return page;
    },
    async open(place, size = DESK) {
      const page = await newPage(size);
      await page.goto(stack.url + place);
      return page;
    },
    async close() {
      await Promise.all(contexts.map((c) => c.close()));
      await browser.close();
      await stack.stop();
      fs.rmSync(dataDir, { recursive: true, force: true });
      if (faults.length > 0) throw new Error(`Faults of the pages:\n${faults.join('\n')}`);
    },
  };
}

export async function shot(page: Page, name: string): Promise<void> {
  fs.mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: true });
}

/** What a reader with a handicap would meet: serious and critical findings, with the element. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.waitForLoadState('networkidle');
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze();
  return violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary ?? ''}`));
}
/** Something is cut off or has to be pushed sideways, and stays so: a drawing needs a moment to follow the width of its page. */
export async function overflows(page: Page): Promise<boolean> {
  const isWider = () =>
    page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth + 1');
  for (let looks = 0; looks < 20 && (await isWider()); looks += 1) await page.waitForTimeout(100);
  return isWider();
}

/** Looked at by a machine, wide and narrow, and kept for people; barriers of the narrow one are found where each place is visited. */
export async function inspect(page: Page, name: string): Promise<void> {
  for (const [size, at] of [
    [DESK, 'desk'],
    [PHONE, 'phone'],
  ] as const) {
    await page.setViewportSize(size);
    await page.mouse.move(0, 0);
    await page.waitForTimeout(400); // colours fade from one to the other
    if (size === DESK) expect([name, await findBarriers(page)]).toEqual([name, []]);
    expect([name, at, await overflows(page)]).toEqual([name, at, false]);
    await shot(page, `${name}-${at}`);
  }
  await page.setViewportSize(DESK);
}
