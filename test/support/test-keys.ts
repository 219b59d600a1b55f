import { createHash } from 'node:crypto';
import { createKeyProvider } from '../../ledger/key-provider.ts';
import { createVault } from '../../ledger/vault.ts';

export const TEMPLATE = 'lianban_template';
/** A key of the tests alone. */
export const TEST_MASTER_KEY = createHash('sha256').update('a key of the tests').digest();
export const testVault = createVault(createKeyProvider({ id: 'test', key: TEST_MASTER_KEY }), TEST_MASTER_KEY);
