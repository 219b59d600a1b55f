// Every word of the pages is there in both languages, and every word that is used exists.
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { PATHS } from '../../web/paths.ts';

const WEB = path.resolve('web');
/** Portals, and parts of them that have words of their own. */
const portals = fs
  .readdirSync(WEB, { recursive: true, withFileTypes: true })
  .filter(({ name, parentPath }) =>
    parentPath === path.join(WEB, 'app') ? name === 'app-words.ts' : name === 'words.ts',
  )
  .map(({ name, parentPath }) => ({ portal: path.relative(WEB, parentPath), file: path.join(parentPath, name) }));
const sourcesOf = (portal: string) =>
  fs
    .readdirSync(path.join(WEB, portal))
    .filter((f) => /\.tsx?$/.test(f))
    .map((f) => fs.readFileSync(path.join(WEB, portal, f), 'utf8'));
interface Words {
  readonly zh: Readonly<Record<string, string>>;
  readonly en: Readonly<Record<string, string>>;
}
const load = async (file: string) => Object.values((await import(file)) as Record<string, Words>)[0]!;
const app = await load(path.join(WEB, 'app/app-words.ts'));
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort();

test.each(portals)('$portal: both languages say the same things', async ({ file }) => {
  const { zh, en } = await load(file);
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  for (const [key, text] of Object.entries(zh)) {
    expect([key, holes(en[key]!)]).toEqual([key, holes(text)]);
    expect([key, text.trim() === '' || en[key]!.trim() === '']).toEqual([key, false]);
  }
});
test.each(portals)('$portal: every word used is there', async ({ portal, file }) => {
  const { zh } = await load(file);
  const used = sourcesOf(portal).flatMap((text) => [...text.matchAll(/\bt\('([^']+)'/g)].map((m) => m[1]!));
  expect([...new Set(used)].filter((key) => !(key in zh) && !(key in app.zh))).toEqual([]);
});
test('no page has Chinese of its own: words stand in words.ts', () => {
  for (const { portal } of portals)
    for (const text of sourcesOf(portal).filter((t) => /<\w/.test(t) && /\breturn\b/.test(t)))
      expect(text.match(/>[^<{]*[\u4e00-\u9fff]{2,}[^<{]*</)?.[0] ?? '').toBe('');
});
test('the places stay where they are: they stand on slips and in letters', () => {
  expect(PATHS).toMatchInlineSnapshot(`
   {
     "admin": "/admin",
     "adminCalendars": "/admin/calendars",
     "adminIncidents": "/admin/incidents",
     "adminOrganisations": "/admin/organisations",
     "apply": "/matters/:matter/apply",
     "audit": "/supervision/cases/:no",
     "authorisations": "/me/authorisations",
     "case": "/cases/:no",
     "cases": "/cases",
     "certificate": "/verify/:number",
     "department": "/department",
     "home": "/",
     "inbox": "/work",
     "matter": "/matters/:matter",
     "sessions": "/me/sessions",
     "signedOut": "/signed-out",
     "supervisor": "/supervision",
     "task": "/work/:id",
     "window": "/window",
   }
  `);
});
