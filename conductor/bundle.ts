// The workflow code as one prebuilt file: built once for each state of its sources, since building takes seconds and a worker must be
// ready at once.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const workflows = fileURLToPath(new URL('../workflows/', import.meta.url));
const { version } = createRequire(import.meta.url)('@temporalio/worker/package.json') as { version: string };

export interface WorkflowBundle {
  readonly codePath: string;
  readonly bytes: number;
}

/** Where a clone keeps its bundles: gone with the packages they were built with. */
export const BUNDLE_CACHE = fileURLToPath(new URL('../node_modules/.cache/lianban/', import.meta.url));

/** The bundle for the sources as they are now, from `cacheDir` or built into it. A worker of another SDK version refuses it, so the version is in its name. */
export async function getWorkflowBundle(cacheDir = BUNDLE_CACHE): Promise<WorkflowBundle> {
  const hash = createHash('sha256');
  for (const file of (await readdir(workflows)).filter((f) => f.endsWith('.ts')).sort()) {
    hash.update(file).update(await readFile(path.join(workflows, file)));
  }
  const codePath = path.join(cacheDir, `workflows-${version}-${hash.digest('hex').slice(0, 16)}.js`);
  const cached = await stat(codePath).catch(() => undefined);
  if (cached) return { codePath, bytes: cached.size };
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(workflows, 'index.ts'),
    logger: new DefaultLogger('WARN'),
  });
  await mkdir(cacheDir, { recursive: true });
  const unfinished = `${codePath}.${randomUUID()}`;
  await writeFile(unfinished, code);
  await rename(unfinished, codePath); // whole or not at all, also when two processes build at once
  return { codePath, bytes: Buffer.byteLength(code) };
}
