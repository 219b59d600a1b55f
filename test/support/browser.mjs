// The browser of the tests: the distribution's, or the one that CHROMIUM names. A laptop may have none; the gate installs one.
import { existsSync } from 'node:fs';

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const hasBrowser = existsSync(CHROMIUM) || Boolean(process.env.CI);
