// How many runs a property gets: fast-check's hundred in the gate, PROPERTY_RUNS in `npm run test:long`. PROPERTY_SEED repeats a run.
import fc from 'fast-check';

const { PROPERTY_RUNS: runs, PROPERTY_SEED: seed } = process.env;
fc.configureGlobal({ ...(runs && { numRuns: Number(runs) }), ...(seed && { seed: Number(seed) }) });
