// The pages, built when their sources are newer than what was built last. Only where the sources and the builder are: not in production.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
export const PAGES = path.join(ROOT, 'dist/web');

/** @returns whether anything had to be built */
export async function buildPages(): Promise<boolean> {
  const built = path.join(PAGES, 'index.html');
  const since = fs.existsSync(built) ? fs.statSync(built).mtimeMs : 0;
  const sources = ['web', 'core', 'api', 'package-lock.json'].map((name) => newest(path.join(ROOT, name)));
  if (Math.max(...sources) <= since) return false;
  await run('npm', ['run', '-s', 'build:web']);
  return true;
}

function newest(at: string): number {
  const found = fs.statSync(at);
  if (!found.isDirectory()) return at.endsWith('schema.d.ts') ? 0 : found.mtimeMs;
  return Math.max(0, ...fs.readdirSync(at).map((name) => newest(path.join(at, name))));
}

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (data: Buffer) => (said += data.toString()));
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the pages could not be built (${code}):\n${said}`)),
    );
  });
}
