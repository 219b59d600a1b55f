// docs/security.md names a test for each measure: each is there, under that title.
import fs from 'node:fs';
import { expect, test } from '@jest/globals';

const NAMED = /`(test\/[\w/.-]+\.test\.ts) › ([^`]+)`/g;
/** What is named and is not there. */
function missing(page: string): string[] {
  return [...page.matchAll(NAMED)].flatMap(([, file, title]) => {
    if (!fs.existsSync(file!)) return [`${file}: no such file`];
    const titled = fs.readFileSync(file!, 'utf8');
    const found = ["'", '"', '`'].some((quote) => titled.includes(`${title}${quote}`));
    return found ? [] : [`${file}: no test “${title}”`];
  });
}
const page = fs.readFileSync('docs/security.md', 'utf8');

test('each test that docs/security.md names is there', () => {
  expect([...page.matchAll(NAMED)].length).toBeGreaterThan(40);
  expect(missing(page)).toEqual([]);
});
test('each line of its tables that has a place for a test names one', () => {
  const lines = page.split('\n').filter((line) => /^\| .+ \|$/.test(line));
  const without = lines.filter((line) => !/› /.test(line));
  const heads = without.filter((line) => /^\| (asset|threat|item) /.test(line));
  expect(heads).toHaveLength(4);
  expect(without.length - heads.length).toBe(5); // the assets
});
test.each([
  ['a file', '`test/none.test.ts › x`'],
  ['a title', '`test/architecture/security-doc.test.ts › never said like this`'.replace(' like', '  like')],
])('sees that %s is missing', (_what, named) => expect(missing(named)).toHaveLength(1));
