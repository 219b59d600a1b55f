import { createKeyProvider } from '../../ledger/vault.ts';

export const TEMPLATE = 'lianban_template';
/** A key of the tests alone. */
export const TEST_MASTER_KEY = Buffer.alloc(32, 7);
export const testKeyProvider = createKeyProvider('test', TEST_MASTER_KEY);
