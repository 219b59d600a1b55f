import { CHROMIUM, hasBrowser } from './test/support/browser.mjs';

// One Jest project per test type, so that the unit tests start in a second and the heavy ones can be chosen by name.
const transform = {
  '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }],
};
const project = (displayName, more = {}) => ({
  displayName,
  testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
  extensionsToTreatAsEsm: ['.ts'],
  transform,
  testEnvironment: 'node',
  ...more,
});
const onServices = {
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
};

if (!hasBrowser) console.warn(`pages: NOT TRIED in a browser, there is no ${CHROMIUM} (CHROMIUM names another)`);
const withoutBrowser = { testMatch: ['<rootDir>/test/web/{words,size}.test.ts'] };
const web = project('web', { ...onServices, ...(!hasBrowser && withoutBrowser) });

export default {
  maxWorkers: 2,
  projects: [
    project('core', { setupFiles: ['<rootDir>/test/support/property-runs.ts'] }),
    project('architecture'),
    project('embedded'),
    project('db', onServices),
    project('ledger', onServices),
    project('scenarios', onServices),
    project('workflows', onServices),
    project('api', onServices),
    project('fuzz', onServices),
    project('e2e', onServices),
    web,
  ],
  testTimeout: 60_000,
};
