// `npm run docs:licences`: which packages are in the lock file, under which licence each.
import fs from 'node:fs';
import { licencesPage, type LockedPackages } from './licences-page.ts';

const { packages } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8')) as { packages: LockedPackages };
fs.writeFileSync('docs/licences.md', licencesPage(packages));
