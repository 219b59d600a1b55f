// Every process that belongs to a data folder: it names the folder in its arguments or its environment, or works in it.
import fs from 'node:fs';
import { commandLine, processIds, workingFolder } from '../../embedded/process-table.ts';

export const processesOf = (dataDir: string): number[] =>
  processIds().filter((pid) => pid !== process.pid && !isDead(pid) && isOf(pid, dataDir));

const isOf = (pid: number, dataDir: string) =>
  commandLine(pid).includes(dataDir) ||
  read(pid, 'environ').includes(dataDir) ||
  workingFolder(pid)?.startsWith(dataDir) === true;

/** A zombie is gone: only its parent has not asked yet. */
const isDead = (pid: number) => /^State:\s+[ZX]/m.test(read(pid, 'status'));

function read(pid: number, what: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch {
    return '';
  }
}
