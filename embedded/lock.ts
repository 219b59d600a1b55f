// One stack a data folder: a second start says so instead of fighting over it. A lock whose process is gone is taken over.
import fs from 'node:fs';
import path from 'node:path';

/** @returns releases the folder. @throws Error that names the process holding it. */
export function holdDataDir(dataDir: string): () => void {
  const file = path.join(dataDir, 'stack.pid');
  const holder = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : undefined;
  if (holder && holder !== process.pid && isStack(holder))
    throw new Error(
      `Lianban already runs on ${dataDir} (process ${holder}). Stop it first, or choose another folder with --data.`,
    );
  fs.writeFileSync(file, String(process.pid));
  return () => fs.rmSync(file, { force: true });
}

/** A pid may have been given to another program since: only one that runs our code holds the folder. */
function isStack(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  return !fs.existsSync(commandLine) || /embedded|jest|lianban/.test(fs.readFileSync(commandLine, 'utf8'));
}
