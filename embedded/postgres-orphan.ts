// What a killed run leaves on a data folder of PostgreSQL: the server, when we were killed; its busy backends, when it was killed itself.
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandLine, processIds, sendSignal, workingFolder } from './process-table.ts';

/** What is asked of those that are left, from politely to surely: after so many milliseconds, this signal. */
const MEASURES: readonly (readonly [number, NodeJS.Signals])[] = [
  [0, 'SIGINT'],
  [5_000, 'SIGQUIT'],
  [8_000, 'SIGKILL'],
];
const LIMIT = 12_000;

/**
 * Stops every PostgreSQL process on this folder and removes a lock nobody holds. A process that only got the pid in the lock since is
 * left alone. @throws Error that names a process which can not be stopped.
 */
export async function stopOrphan(dataDir: string): Promise<void> {
  const lock = path.join(dataDir, 'postmaster.pid');
  if (!fs.existsSync(lock)) return;
  // PostgreSQL would take any living process with this pid for the holder of the folder, so the pid alone tells nothing.
  const server = Number(fs.readFileSync(lock, 'utf8').split('\n')[0]);
  const isLeft = holdsFolder(dataDir);
  for (const started = performance.now(); ; await sleep(100)) {
    // The server stops its own backends; only where it is gone they are asked one by one: they keep the shared memory in use.
    const left = isLeft(server) ? [server] : processIds().filter(isLeft);
    if (left.length === 0) break;
    const passed = performance.now() - started;
    if (passed > LIMIT)
      throw new Error(`PostgreSQL of an earlier run on ${dataDir} (process ${left.join(', ')}) can not be stopped.`);
    const [, signal] = MEASURES.findLast(([after]) => passed >= after)!;
    // A backend takes SIGINT for "cancel the query": without its server only SIGTERM ends it.
    for (const pid of left) sendSignal(pid, pid !== server && signal === 'SIGINT' ? 'SIGTERM' : signal);
  }
  fs.rmSync(lock, { force: true });
}

/** PostgreSQL's processes work in their data folder, however they were started; where that can not be seen, the server names it after -D. */
function holdsFolder(dataDir: string): (pid: number) => boolean {
  const folder = fs.realpathSync(dataDir);
  return (pid) => {
    const line = commandLine(pid);
    const program = line.split('\0')[0]!;
    if (!/^postgres(:|$)/.test(path.basename(program.split(' ')[0]!))) return false;
    const works = workingFolder(pid);
    if (works !== undefined) return works === folder;
    return [dataDir, folder].some((d) => `${line.replaceAll('\0', ' ')} `.includes(` -D ${d} `));
  };
}
