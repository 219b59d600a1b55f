// What the embedded issuer must keep to itself: made once, in the data folder. A system's secret is here for whoever plays that system.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { samplePeople } from '../sample-people.ts';
import { createOnce } from './keys.ts';

/** The client id of our own pages. */
export const WEB_CLIENT = 'lianban-web';

export interface SignInSecrets {
  readonly cookieKey: string;
  /** By client id, which is the id of the system's person. */
  readonly systems: Readonly<Record<string, string>>;
}

export function getSignInSecrets(dataDir: string): SignInSecrets {
  const file = path.join(dataDir, 'sign-in-secrets.json');
  const fresh = () => randomBytes(32).toString('hex');
  const systems = samplePeople.filter(({ kind }) => kind === 'system');
  if (!fs.existsSync(file))
    createOnce(file, { cookieKey: fresh(), systems: Object.fromEntries(systems.map(({ id }) => [id, fresh()])) });
  return JSON.parse(fs.readFileSync(file, 'utf8')) as SignInSecrets;
}
