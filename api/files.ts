// Uploaded files by their content: <dir>/ab/cd/abcd…, so one content is one file and no name of anybody's ever reaches the disk.
import { createHash, randomUUID, type Hash } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DomainError } from '../core/errors.ts';

export interface SavedFile {
  /** sha256 of the content, hex. */
  readonly fileHash: string;
  readonly size: number;
}
export interface FileStore {
  /** Durable when it returns. Stops reading at once when there is more than `maxBytes`. */
  save(stream: AsyncIterable<Buffer>, options: { maxBytes: number }): Promise<SavedFile>;
  /** Fails with an `error` event when there is no such file. */
  open(fileHash: string): ReadStream;
  remove(fileHash: string): Promise<void>;
}

const HASH = /^[0-9a-f]{64}$/;

export function createFileStore(dir: string): FileStore {
  const uploads = join(dir, 'uploads');
  const pathOf = (fileHash: string): string => {
    // nothing but a hash becomes a path
    if (!HASH.test(fileHash)) throw new TypeError('not a file hash');
    return join(dir, fileHash.slice(0, 2), fileHash.slice(2, 4), fileHash);
  };
  return {
    async save(stream, { maxBytes }) {
      await mkdir(uploads, { recursive: true, mode: 0o700 });
      const temporary = join(uploads, randomUUID());
      try {
        const saved = await write(temporary, stream, maxBytes);
        const path = pathOf(saved.fileHash);
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        // the same content again replaces itself
        await rename(temporary, path);
        for (const folder of [dirname(path), dirname(dirname(path)), dir]) await syncFolder(folder);
        return saved;
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    open: (fileHash) => createReadStream(pathOf(fileHash)),
    remove: (fileHash) => rm(pathOf(fileHash), { force: true }),
  };
}

async function write(path: string, stream: AsyncIterable<Buffer>, maxBytes: number): Promise<SavedFile> {
  const file = await open(path, 'wx', 0o600);
  try {
    const saved = await pump(stream, file, createHash('sha256'), maxBytes);
    await file.sync();
    return saved;
  } finally {
    await file.close();
  }
}

async function pump(stream: AsyncIterable<Buffer>, file: FileHandle, hash: Hash, maxBytes: number): Promise<SavedFile> {
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > maxBytes)
      throw new DomainError('body-too-large', `The file may have at most ${maxBytes} bytes.`, { params: { maxBytes } });
    hash.update(chunk);
    // writeFile writes the whole chunk from where the file stands; write() may write a part of it
    await file.writeFile(chunk);
  }
  if (size === 0) throw new DomainError('material-empty', 'The file has no content.');
  return { fileHash: hash.digest('hex'), size };
}

/** A rename is durable only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
