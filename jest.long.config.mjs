// `npm run test:long`: the same properties with many more runs, and the soak test. Not part of the gate.
import gate from './jest.config.mjs';

const [core] = gate.projects;
const fuzz = gate.projects.find((p) => p.displayName === 'fuzz');
const ledger = gate.projects.find((p) => p.displayName === 'ledger');
export default {
  maxWorkers: 2,
  testTimeout: 1_800_000,
  projects: [
    { ...core, displayName: 'properties', testMatch: ['<rootDir>/test/core/**/*.test.ts'] },
    { ...ledger, displayName: 'soak', testMatch: ['<rootDir>/test/long/**/*.test.ts'] },
    fuzz,
  ],
};
