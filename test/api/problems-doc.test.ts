import fs from 'node:fs';
import { expect, test } from '@jest/globals';
import { problemsMarkdown } from '../../api/problems-doc.ts';
import { PROBLEMS } from '../../core/errors.ts';

test('docs/problems.md is what the registry says (npm run docs:problems writes it)', () => {
  expect(fs.readFileSync(new URL('../../docs/problems.md', import.meta.url), 'utf8')).toBe(problemsMarkdown());
});
test('every refusal has a title in both languages, and a kebab-case code', () => {
  for (const [code, { title }] of Object.entries(PROBLEMS)) {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(title.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(title.en.length).toBeGreaterThan(3);
  }
});
