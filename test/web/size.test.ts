// What an applicant's phone has to load before anything can be read.
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from '@jest/globals';
import { buildPages, PAGES } from '../../embedded/build-pages.ts';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}
beforeAll(async () => void (await buildPages()), 120_000);

test('less than 400 KB of script, compressed', () => {
  const manifest = JSON.parse(fs.readFileSync(path.join(PAGES, 'manifest.json'), 'utf8')) as Record<string, Chunk>;
  const needed = new Set<string>();
  const need = (key: string) => {
    if (needed.has(key)) return;
    needed.add(key);
    manifest[key]!.imports?.forEach(need);
  };
  need('index.html');
  need('applicant/routes.tsx');
  const bytes = [...needed].map((key) => gzipSync(fs.readFileSync(path.join(PAGES, manifest[key]!.file))).length);
  const total = bytes.reduce((a, b) => a + b, 0);
  console.log(`first load of the applicant: ${Math.round(total / 1024)} KB`);
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThan(400 * 1024);
});
test('no script stands in the page, and nothing comes from elsewhere', () => {
  const page = fs.readFileSync(path.join(PAGES, 'index.html'), 'utf8');
  expect(page.match(/<script(?![^>]*\bsrc=)[^>]*>/g)).toBeNull();
  expect(page.match(/(src|href)="(https?:)?\/\//g)).toBeNull();
});
