// What wraps the keys of persons: one current master key, and retired ones that still unwrap what they wrapped. A port: a city may put
// a key service here.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export interface KeyProvider {
  /** Id of the key that wraps now; it is stored beside what it wrapped. */
  readonly currentId: string;
  wrap(key: Buffer): Promise<Buffer>;
  /** @throws DomainError busy when a key service can not be asked; Error when no such master key is configured */
  unwrap(masterKeyId: string, wrapped: Buffer): Promise<Buffer>;
}
export interface MasterKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

export function createKeyProvider(current: MasterKey, retired: readonly MasterKey[] = []): KeyProvider {
  const keys = new Map([...retired, current].map((k) => [k.id, k.key]));
  const context = (id: string) => `subject-key/${id}`;
  return {
    currentId: current.id,
    wrap: async (key) => encrypt(current.key, key, context(current.id)),
    async unwrap(id, wrapped) {
      const key = keys.get(id);
      if (!key) throw new Error(`the master key ${id} is not configured: name it in MASTER_KEYS_RETIRED`);
      return decrypt(key, wrapped, context(id));
    },
  };
}

const NONCE = 12;
const TAG = 16;
/** AES-256-GCM; `context` binds the result to where it belongs. */
export function encrypt(key: Buffer, plain: Buffer, context: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}
export function decrypt(key: Buffer, sealed: Buffer, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE)).setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
}

/** The settings that hold keys, in base64 as they come. */
export interface KeySettings {
  readonly MASTER_KEY: string;
  readonly MASTER_KEY_ID: string;
  readonly MASTER_KEYS_RETIRED: readonly { readonly id: string; readonly key: string }[];
  readonly FINGERPRINT_KEY?: string | undefined;
}
export function keysOf(settings: KeySettings): { readonly provider: KeyProvider; readonly fingerprintKey: Buffer } {
  const bytes = (base64: string) => Buffer.from(base64, 'base64');
  const retired = settings.MASTER_KEYS_RETIRED.map(({ id, key }) => ({ id, key: bytes(key) }));
  return {
    provider: createKeyProvider({ id: settings.MASTER_KEY_ID, key: bytes(settings.MASTER_KEY) }, retired),
    fingerprintKey: bytes(settings.FINGERPRINT_KEY ?? settings.MASTER_KEY),
  };
}
