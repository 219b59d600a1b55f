// Processes that an earlier, killed run left behind: what runs under a pid now, told apart from whoever got the pid since.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

const PROC = '/proc';
const hasProc = fs.existsSync(`${PROC}/self/cmdline`);

/** Program and arguments of a process, separated by NUL (where there is no /proc: by spaces); '' when there is none. */
export function commandLine(pid: number): string {
  if (!Number.isInteger(pid) || pid <= 1) return '';
  if (!hasProc) return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  return attempt(() => fs.readFileSync(`${PROC}/${pid}/cmdline`, 'utf8')) ?? '';
}

/** Folder a process works in, symlinks resolved; undefined when it can not be told (no such process, not ours to see, no /proc). */
export const workingFolder = (pid: number): string | undefined => attempt(() => fs.readlinkSync(`${PROC}/${pid}/cwd`));

/** Every process of the machine; none where there is no /proc. */
export const processIds = (): number[] =>
  (attempt(() => fs.readdirSync(PROC)) ?? []).filter((name) => /^\d+$/.test(name)).map(Number);

/** Sends a signal; a process that went by itself meanwhile is no error. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
