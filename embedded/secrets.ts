// The secrets of a laptop's stack, made once and kept in its data folder (mode 600). A city gives its own by the environment.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';

export interface StackSecrets {
  readonly masterKey: string;
  readonly certificateKeyFile: string;
  /** Key with which Lianban and the sample bank sign their messages to each other. */
  readonly bankKey: { readonly id: string; readonly secret: string };
}

export async function getSecrets(dataDir: string): Promise<StackSecrets> {
  const certificateKeyFile = path.join(dataDir, 'certificate-key.json');
  if (!fs.existsSync(certificateKeyFile)) {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    write(certificateKeyFile, {
      ...(await exportJWK(privateKey)),
      alg: 'ES256',
      kid: `certificate-${randomBytes(4).toString('hex')}`,
    });
  }
  const file = path.join(dataDir, 'secrets.json');
  if (!fs.existsSync(file))
    write(file, {
      masterKey: randomBytes(32).toString('base64'),
      bankKey: { id: 'demo-bank-1', secret: randomBytes(32).toString('hex') },
    });
  return {
    ...(JSON.parse(fs.readFileSync(file, 'utf8')) as Omit<StackSecrets, 'certificateKeyFile'>),
    certificateKeyFile,
  };
}

function write(file: string, content: unknown): void {
  fs.writeFileSync(`${file}.new`, JSON.stringify(content, null, 2), { mode: 0o600 });
  fs.renameSync(`${file}.new`, file); // never half a key
}
