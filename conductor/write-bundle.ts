// The workflow bundle at a given place, for an image: `tsx conductor/write-bundle.ts <file>`.
import { copyFile } from 'node:fs/promises';
import { getWorkflowBundle } from './bundle.ts';

const target = process.argv[2];
if (!target) throw new Error('name the file to write');
await copyFile((await getWorkflowBundle()).codePath, target);
