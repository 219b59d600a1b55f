import fs from 'node:fs';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { readKeySettings } from '../config.ts';
import { createPool } from '../db/pool.ts';
import { countByMasterKey } from '../db/subject-keys.ts';
import { databaseClock } from '../ledger/clock.ts';
import { keysOf } from '../ledger/key-provider.ts';
import { eraseSubject, rewrapKeys } from '../ledger/keys.ts';

type Pool = ReturnType<typeof createPool>;
/** Key commands read the settings of the server: the database as its role, the master keys. */
async function withDatabase<T>(
  work: (pool: Pool, settings: ReturnType<typeof readKeySettings>) => Promise<T>,
): Promise<T> {
  const settings = readKeySettings();
  const pool = createPool(settings.DATABASE_URL, { max: 2, applicationName: 'lianban-keys' });
  return work(pool, settings).finally(() => pool.end());
}
const say = (line: string) => void process.stdout.write(`${line}\n`);

async function list(pool: Pool): Promise<void> {
  for (const { masterKeyId, live, erased } of await countByMasterKey(pool))
    say(`${masterKeyId}: ${live} keys of persons${erased > 0 ? `, ${erased} erased` : ''}`);
}

export function keyCommands(program: Command): void {
  const keys = program.command('keys').description('master key, keys of persons, certificate keys (docs/keys.md)');
  keys
    .command('list')
    .description('how many keys of persons each master key has wrapped')
    .action(() => withDatabase((pool) => list(pool)));
  keys
    .command('rotate-master')
    .description('wrap anew, with MASTER_KEY, what the retired master keys have wrapped; may be stopped and run again')
    .action(() =>
      withDatabase(async (pool, settings) => {
        const { provider } = keysOf(settings);
        const done = await rewrapKeys(pool, provider, (n) => n > 0 && say(`… ${n}`));
        say(`${done} keys wrapped anew with ${provider.currentId}`);
        await list(pool);
      }),
    );
  keys
    .command('erase')
    .description('erase the key of a person: what was sealed with it can never be read again')
    .requiredOption('--subject <person>', 'id of the person')
    .action(({ subject }: { subject: string }) =>
      withDatabase(async (pool) => {
        await eraseSubject(pool, databaseClock, subject);
        say(`the key of ${subject} is erased`);
      }),
    );
  keys
    .command('new-certificate-key <file>')
    .description('a new key signs from the next start on; the one before it stays to verify, without its private part')
    .action((file: string) => say(`${newCertificateKey(file)} signs from the next start of the API on`));
}

interface Jwk {
  readonly kid?: string;
  readonly d?: string;
}
/** @returns the new key's id */
export function newCertificateKey(file: string): string {
  const before = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Jwk | { keys: Jwk[] }) : undefined;
  const old = before === undefined ? [] : 'keys' in before ? before.keys : [before];
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = `certificate-${randomBytes(4).toString('hex')}`;
  const retired = old.map(({ d: _private, ...published }) => published);
  const content = { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', kid }, ...retired] };
  fs.writeFileSync(`${file}.new`, JSON.stringify(content, null, 2), { mode: 0o600 });
  fs.renameSync(`${file}.new`, file); // never half a key
  return kid;
}
