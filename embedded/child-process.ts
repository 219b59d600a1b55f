// A process of ours (server, worker) as a child: ready when it says so, stopped when asked, gone when we are.
import { spawn } from 'node:child_process';
import fs from 'node:fs';

export interface ChildOptions {
  readonly name: string;
  /** TypeScript file; it says `process.send?.({ ready: true })` when it can be used. */
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
  /** File its output is appended to. */
  readonly log?: string;
}
export interface Child {
  readonly pid: number;
  readonly exited: Promise<number | NodeJS.Signals>;
  /** SIGTERM, and SIGKILL when that took longer than ten seconds. */
  stop(): Promise<void>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

const READY_LIMIT = 60_000;
const STOP_LIMIT = 10_000;

export async function startChild({ name, entry, environment, log }: ChildOptions): Promise<Child> {
  const preload = new URL('./die-with-parent.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', 'tsx', '--import', preload, entry], {
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true, // Ctrl-C reaches only the parent, which stops its children in order
  });
  const file = log && fs.createWriteStream(log, { flags: 'a' });
  let last = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (data: Buffer) => {
      last = (last + data.toString()).slice(-4000);
      if (file) file.write(data);
    });
  // `close` comes after the last of its output, and only then is the log whole
  const exited = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once('close', (code, signal) => {
      const how = signal ?? code ?? 1;
      if (file) file.end(() => resolve(how));
      else resolve(how);
    }),
  );
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const kill = async (signal: NodeJS.Signals) => {
    if (isRunning()) child.kill(signal);
    await exited;
  };
  const stop = async () => {
    if (!isRunning()) return;
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT);
    await kill('SIGTERM');
    clearTimeout(timer);
  };
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      void stop();
      reject(new Error(`${name} was not ready within ${READY_LIMIT / 1000} s:\n${last}`));
    }, READY_LIMIT);
    child.on('message', (message) => {
      if (typeof message !== 'object' || message === null || !('ready' in message)) return;
      clearTimeout(timer);
      resolve();
    });
    void exited.then((how) => {
      clearTimeout(timer);
      reject(new Error(`${name} ended (${how}) before it was ready:\n${last}`));
    });
  });
  return { pid: child.pid!, exited, stop, kill };
}
