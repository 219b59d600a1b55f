// CPU time of processes from outside (/proc), so that nothing measured knows that it is.
import fs from 'node:fs';

const MS_PER_TICK = 10; // USER_HZ is 100 on Linux

function statOf(pid: number): { parent: number; ticks: number; childTicks: number } | undefined {
  let stat: string;
  try {
    stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  return { parent: fields[1]!, ticks: fields[11]! + fields[12]!, childTicks: fields[13]! + fields[14]! };
}

/** Milliseconds of CPU of a process, of its living children, and of those it has waited for. */
function familyCpuMs(pid: number): number {
  const own = statOf(pid);
  if (!own) throw new Error(`process ${pid} is gone`);
  const children = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((s) => s?.parent === pid);
  const ticks = own.ticks + own.childTicks + children.reduce((sum, c) => sum + c!.ticks, 0);
  return ticks * MS_PER_TICK;
}

export interface CpuMeter {
  /** Milliseconds so far, by name of the process. */
  readonly ms: Readonly<Record<string, number>>;
  /** Does the work and counts what the processes have used meanwhile. */
  count<T>(work: () => Promise<T>): Promise<T>;
}
/** A reading is cut to ticks, in either direction by chance: a mean over many is right, a single one is not. */
export function createCpuMeter(pids: Readonly<Record<string, number>>): CpuMeter {
  const ms: Record<string, number> = Object.fromEntries(Object.keys(pids).map((name) => [name, 0]));
  const read = () => Object.entries(pids).map(([name, pid]) => [name, familyCpuMs(pid)] as const);
  return {
    ms,
    async count(work) {
      const before = Object.fromEntries(read());
      const result = await work();
      for (const [name, now] of read()) ms[name] = ms[name]! + now - before[name]!;
      return result;
    },
  };
}
