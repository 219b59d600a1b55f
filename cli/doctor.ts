// `lianban doctor`: looks at a configuration before a process is started with it. Each check says what, why, and what to do.
import fs from 'node:fs';
import { connect } from 'node:net';
import type { Command } from 'commander';
import { createSigner } from '../api/documents/signer.ts';
import { ConfigurationError, readServerConfig, type ServerConfig } from '../config.ts';
import { createPool } from '../db/pool.ts';
import { findDatabaseFacts } from '../db/reads/facts.ts';
import type { Text } from '../core/text.ts';

export interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'refused';
  readonly what: Text;
}
const finding = (check: string, state: Finding['state'], zh: string, en: string): Finding => ({
  check,
  state,
  what: { zh, en },
});
type Check = (config: ServerConfig) => Promise<Finding>;

const database: Check = async (config) => {
  const pool = createPool(config.DATABASE_URL, { max: 1, applicationName: 'lianban-doctor' });
  try {
    const { version, migrated, isOwner } = await findDatabaseFacts(pool);
    if (version < 150_000)
      return finding('database', 'refused', '需要 PostgreSQL 15 或更高版本', 'PostgreSQL 15 or newer is needed');
    if (isOwner)
      return finding(
        'database',
        'refused',
        '以所有者或超级用户连接：请改用 lianban_api 或 lianban_worker',
        'It connects as the owner or a superuser: use lianban_api or lianban_worker',
      );
    if (!migrated)
      return finding(
        'database',
        'refused',
        '尚未建表：请运行 lianban migrate',
        'There is no schema: run lianban migrate',
      );
    return finding('database', 'ok', '可用', 'can be used');
  } catch {
    return finding(
      'database',
      'refused',
      '无法连接：检查 DATABASE_URL 和网络',
      'It can not be reached: check DATABASE_URL and the network',
    );
  } finally {
    await pool.end();
  }
};

const temporal: Check = async ({ TEMPORAL_ADDRESS }) => {
  const [host = '', port = '7233'] = TEMPORAL_ADDRESS.split(':');
  const open = await new Promise<boolean>((resolve) => {
    const socket = connect({ host, port: Number(port), timeout: 3_000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false));
  });
  return open
    ? finding('temporal', 'ok', '可连接', 'can be reached')
    : finding(
        'temporal',
        'warning',
        '暂时无法连接；受理和决定不受影响，恢复后自动继续',
        'It can not be reached now; submissions and decisions go on, the rest follows by itself',
      );
};

const files: Check = async ({ FILES_DIR }) => {
  try {
    fs.accessSync(FILES_DIR, fs.constants.R_OK | fs.constants.W_OK);
  } catch {
    return finding('files', 'refused', `不可读写：${FILES_DIR}`, `It can not be read and written: ${FILES_DIR}`);
  }
  return (fs.statSync(FILES_DIR).mode & 0o007) === 0
    ? finding('files', 'ok', '可读写', 'can be read and written')
    : finding(
        'files',
        'warning',
        `其他用户也能进入 ${FILES_DIR}：请收紧权限`,
        `Others on the machine can enter ${FILES_DIR}: close it`,
      );
};

const certificateKey: Check = async ({ CERTIFICATE_KEY_FILE }) => {
  try {
    const { keys } = (await createSigner(CERTIFICATE_KEY_FILE)).jwks();
    return finding('certificate key', 'ok', `可签名，共 ${keys.length} 个公钥`, `signs; ${keys.length} public keys`);
  } catch {
    return finding(
      'certificate key',
      'refused',
      '不可用：运行 lianban keys new-certificate-key',
      'It can not be used: run lianban keys new-certificate-key',
    );
  }
};

const publicUrl: Check = async ({ PUBLIC_URL }) => {
  const { protocol, hostname } = new URL(PUBLIC_URL);
  if (protocol === 'https:') return finding('public address', 'ok', PUBLIC_URL, PUBLIC_URL);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return finding('public address', local ? 'warning' : 'refused', 'PUBLIC_URL 不是 https', 'PUBLIC_URL is not https');
};

const issuer: Check = async ({ ISSUER_URL }) => {
  try {
    const at = `${ISSUER_URL.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const answer = await fetch(at, { redirect: 'error', signal: AbortSignal.timeout(5_000) });
    const told = (await answer.json()) as { issuer?: unknown; jwks_uri?: unknown };
    if (told.issuer !== ISSUER_URL)
      return finding(
        'sign-in',
        'refused',
        '登录服务自称的 issuer 与 ISSUER_URL 不同',
        'The issuer calls itself otherwise than ISSUER_URL',
      );
    return finding('sign-in', 'ok', '可用', 'can be used');
  } catch {
    return finding(
      'sign-in',
      'refused',
      '无法读取登录服务的配置：检查 ISSUER_URL',
      'Its configuration can not be read: check ISSUER_URL',
    );
  }
};

const CHECKS: readonly Check[] = [database, temporal, issuer, files, certificateKey, publicUrl];

export async function examine(environment?: NodeJS.ProcessEnv): Promise<Finding[]> {
  let config: ServerConfig;
  try {
    config = readServerConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return [finding('settings', 'refused', error.message, error.message)];
  }
  const found = await Promise.all(CHECKS.map((check) => check(config)));
  return [finding('settings', 'ok', '齐全，且没有弱密钥', 'complete, and no weak secret'), ...found];
}

const MARKS = { ok: '✓', warning: '!', refused: '✗' } as const;
export function doctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('look at the configuration of the API (its environment) before it is started')
    .option('--lang <lang>', 'zh or en', 'zh')
    .option('--json', 'print the findings as JSON')
    .action(async ({ lang, json }: { lang: string; json?: true }) => {
      const found = await examine();
      const lines = found.map((f) => `${MARKS[f.state]} ${f.check}: ${lang === 'en' ? f.what.en : f.what.zh}\n`);
      process.stdout.write(json ? `${JSON.stringify(found)}\n` : lines.join(''));
      if (found.some((f) => f.state === 'refused')) process.exitCode = 1;
    });
}
