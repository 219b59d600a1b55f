// The licence list, from the lock file alone: the same on every platform, whatever of it is installed there.
export interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

/** The lock says nothing of these; read in the package itself, at this version. */
const READ_BY_HAND: Readonly<Record<string, string>> = { 'png-js@2.0.0': 'MIT', 'unionfs@4.6.0': 'Unlicense' };

/** Licences under which a package may be used and passed on beside ours. A new one is a decision. */
export const ACCEPTED_LICENCES: readonly string[] = [
  '(MIT OR CC0-1.0)',
  '0BSD',
  'Apache-2.0',
  'Apache-2.0 AND MIT',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'ISC',
  'MIT',
  'MIT AND OFL-1.1',
  'MPL-2.0', // changes of its own files would have to be shown; we change none
  'Python-2.0',
  'Unlicense',
];

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** One a name and version, in the order of names. */
export function listLicences(packages: LockedPackages) {
  const found = Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, { version = '', license, dev }]) => {
      const name = nameOf(path);
      return { name, version, licence: license ?? READ_BY_HAND[`${name}@${version}`] ?? 'unknown', dev: dev === true };
    });
  const byKey = new Map<string, (typeof found)[number]>();
  for (const one of found) {
    const key = `${one.name}@${one.version}`;
    byKey.set(key, { ...one, dev: one.dev && (byKey.get(key)?.dev ?? true) });
  }
  return [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

export function licencesPage(packages: LockedPackages): string {
  const rows = listLicences(packages).map(
    (p) => `| ${p.name} | ${p.version} | ${p.licence} | ${p.dev ? 'tests' : 'product'} |`,
  );
  return [
    '# Licences',
    '',
    'Made by `npm run docs:licences` from `package-lock.json`. A licence that is not in the list of `cli/licences-page.ts` fails the tests.',
    '',
    '| package | version | licence | for |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
