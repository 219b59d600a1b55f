// The checks are written anew here, from the standards and not from core/codes/: two mistakes that agree would prove nothing.
import fs from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ROLES } from '../../core/access.ts';
import { sampleOrganisations, samplePeople, samplePosts } from '../../embedded/sample-people.ts';

/** GB 11643: weighted sum of all eighteen, the check character included, is 1 modulo 11; the birthday is a day. */
function isIdentityNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1];
  const sum = weights.reduce((total, weight, i) => total + weight * (text[i] === 'X' ? 10 : Number(text[i])), 0);
  const date = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  return sum % 11 === 1 && !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);
}
/** GB 32100-2015: weighted sum of all eighteen, the check character with weight 1, is 0 modulo 31. */
function isCreditCode(text: string): boolean {
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1];
  const values = [...text].map((c) => '0123456789ABCDEFGHJKLMNPQRTUWXY'.indexOf(c));
  return (
    text.length === 18 && !values.includes(-1) && values.reduce((sum, v, i) => sum + v * weights[i]!, 0) % 31 === 0
  );
}
const duplicates = (ids: string[]) => ids.filter((id, i) => ids.indexOf(id) !== i);

describe('the checks of this test', () => {
  // The example number of GB 11643 itself, and a published credit code.
  test('pass what is right and refuse what is not', () => {
    expect(isIdentityNumber('11010519491231002X')).toBe(true);
    expect(isIdentityNumber('110105194912310021')).toBe(false);
    expect(isCreditCode('91440300708461136T')).toBe(true);
    expect(isCreditCode('91440300708461137T')).toBe(false);
  });
});

describe('the sample people', () => {
  test('have numbers that pass their checksum, in the invented district', () => {
    const numbers = samplePeople.flatMap((p) => (p.identityNumber ? [p.identityNumber] : []));
    expect(numbers.length).toBeGreaterThanOrEqual(2);
    for (const number of numbers)
      expect([number, number.startsWith('310199'), isIdentityNumber(number)]).toEqual([number, true, true]);
    const written = fs.readFileSync('embedded/sample-people.ts', 'utf8').match(/\b[0-9][0-9A-Z]{17}\b/g) ?? [];
    for (const code of written) expect([code, isIdentityNumber(code) || isCreditCode(code)]).toEqual([code, true]);
  });

  test('fit together: ids once, organisations with a parent, posts with an organisation, people with posts', () => {
    for (const rows of [sampleOrganisations, samplePosts, samplePeople])
      expect(duplicates(rows.map((r) => r.id))).toEqual([]);
    const organisations = new Set(sampleOrganisations.map((o) => o.id));
    const posts = new Set(samplePosts.map((p) => p.id));
    for (const o of sampleOrganisations) {
      expect(['310199', '310198']).toContain(o.divisionCode);
      expect(o.parentId === null || organisations.has(o.parentId)).toBe(true);
    }
    for (const p of samplePosts)
      expect([organisations.has(p.organisationId), ROLES.includes(p.role)]).toEqual([true, true]);
    for (const p of samplePeople) expect(p.posts.filter((post) => !posts.has(post))).toEqual([]);
  });

  test('hold every role, an officer at every organ the shipped matters name, two at market regulation', () => {
    const held = samplePeople.flatMap((p) => p.posts);
    const roleOf = new Map(samplePosts.map((p) => [p.id, p.role]));
    expect(new Set(held.map((post) => roleOf.get(post)))).toEqual(new Set(ROLES));
    const organs = ['public-security', 'tax', 'human-resources', 'medical-insurance', 'housing-fund', 'demo-bank'];
    for (const o of ['market-regulation', ...organs])
      expect([o, held.includes(`${o}-officer`), held.includes(`${o}-head`)]).toEqual([o, true, true]);
    for (const l of ['a', 'b', 'c', 'd', 'e'])
      expect(samplePeople.find((p) => p.id === `officer-${l}`)?.posts).toEqual([`dept-${l}-officer`]);
    expect(held.filter((post) => post === 'market-regulation-officer')).toHaveLength(2);
    expect(samplePeople.filter((p) => p.posts.length === 0).map((p) => p.id)).toEqual([
      'wang-xiaoming',
      'li-na',
      'demo-company',
    ]);
  });
});
