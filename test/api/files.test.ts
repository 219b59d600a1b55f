import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createFileStore, type FileStore } from '../../api/files.ts';

let dir: string;
let files: FileStore;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lianban-files-'));
  files = createFileStore(dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const of = (...chunks: (string | Buffer)[]) => Readable.from(chunks.map((c) => Buffer.from(c)));
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const uploads = () => readdir(join(dir, 'uploads'));

describe('the file store', () => {
  test('keeps a content under its hash and gives it back byte for byte', async () => {
    const content = Buffer.alloc(300_000, 'ab一c');
    const saved = await files.save(of(content.subarray(0, 5), content.subarray(5)), { maxBytes: 300_000 });
    expect(saved).toEqual({ fileHash: sha256(content), size: 300_000 });
    expect((await buffer(files.open(saved.fileHash))).equals(content)).toBe(true);
    expect(await uploads()).toEqual([]);
  });
  test('keeps one content once', async () => {
    const [a, b] = await Promise.all([1, 2].map(() => files.save(of('twice'), { maxBytes: 10 })));
    expect(a).toEqual(b);
    expect((await buffer(files.open(a!.fileHash))).toString()).toBe('twice');
  });
  test('stops reading when the limit is passed, and leaves nothing behind', async () => {
    let given = 0;
    const endless = async function* () {
      for (;;) {
        given += 1;
        yield Buffer.alloc(1000);
      }
    };
    await expect(files.save(endless(), { maxBytes: 4999 })).rejects.toMatchObject({ code: 'body-too-large' });
    expect(given).toBe(5);
    expect(await uploads()).toEqual([]);
  });
  test('refuses an empty file, and an upload that breaks off leaves nothing behind', async () => {
    await expect(files.save(of(), { maxBytes: 10 })).rejects.toMatchObject({ code: 'material-empty' });
    const broken = async function* () {
      yield Buffer.from('half');
      throw new Error('connection lost');
    };
    await expect(files.save(broken(), { maxBytes: 10 })).rejects.toThrow('connection lost');
    expect(await uploads()).toEqual([]);
  });
  test('opens nothing that is not a hash', async () => {
    for (const name of ['', '../../etc/passwd', `${'a'.repeat(63)}/`, 'A'.repeat(64), `${'a'.repeat(64)}\n`])
      expect(() => files.open(name)).toThrow('not a file hash');
    await expect(buffer(files.open('0'.repeat(64)))).rejects.toMatchObject({ code: 'ENOENT' });
  });
  test('removes, also what is not there', async () => {
    const { fileHash } = await files.save(of('gone soon'), { maxBytes: 10 });
    await files.remove(fileHash);
    await files.remove(fileHash);
    await expect(buffer(files.open(fileHash))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
