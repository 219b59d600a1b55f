// Names and contents that want to be something else than a file that is saved.
import { describe, expect, test } from '@jest/globals';
import Fastify from 'fastify';
import { asAttachment, contentDisposition } from '../../api/attachment.ts';
import { acceptedContent } from '../../api/routes/materials/upload.ts';

describe('a name in a header', () => {
  test.each([
    ['a quote', 'a"; filename="evil.exe', 'a%22%3B%20filename%3D%22evil.exe'],
    ['a line break', 'a\r\nset-cookie: x=1', 'a__set-cookie%3A%20x%3D1'],
    ['folders', '../../etc/passwd', '.._.._etc_passwd'],
    ['a direction override', 'a\u202Efdp.exe', 'a_fdp.exe'],
    ['half a character', 'a\ud800b', 'a_b'],
    ['Chinese', '租赁合同.pdf', '%E7%A7%9F%E8%B5%81%E5%90%88%E5%90%8C.pdf'],
    ['a percent sign', '100%.pdf', '100%25.pdf'],
  ])('with %s stays a name', (_what, name, encoded) => {
    const header = contentDisposition(name);
    expect(header).toMatch(
      /^attachment; filename="[\x20\x21\x23\x24\x26-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[A-Za-z0-9._~!#$&+^`|%-]+$/,
    );
    expect(header.split("UTF-8''")[1]).toBe(encoded);
  });
  test('a download is saved, in a sandbox, whatever it is', async () => {
    const app = Fastify();
    app.get('/', (_request, reply) => asAttachment(reply, 'a.html', 'text/html').send('<script>alert(1)</script>'));
    const { headers } = await app.inject('/');
    expect(headers['content-disposition']).toMatch(/^attachment;/);
    expect(headers['content-security-policy']).toMatch(/sandbox$/);
  });
});

describe('an upload that pretends', () => {
  const accepts = ['application/pdf', 'image/png', 'image/jpeg'];
  const typed = async (content: Buffer) => {
    let type = '';
    const stream = (async function* () {
      yield content;
    })();
    for await (const _chunk of acceptedContent(stream, { accepts }, (found) => (type = found)));
    return type;
  };
  const zip = Buffer.from('504b0304140000000800000000000000000000000000000000000000', 'hex');
  test.each([
    ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['SVG with its declaration', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['an archive, which may be a bomb', Buffer.concat([zip, Buffer.alloc(200)])],
    ['gzip', Buffer.from('1f8b0800000000000003', 'hex')],
    ['a program', Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(200)])],
    ['a script', Buffer.from('#!/bin/sh\nrm -rf /\n')],
    ['HTML with a PDF behind it', Buffer.from('<html><script>alert(1)</script>%PDF-1.7')],
  ])('%s is refused, whatever its name says', async (_what, content) => {
    await expect(typed(content)).rejects.toMatchObject({ code: 'material-type-refused' });
  });
  test('a PDF with something behind it is a PDF, and is given back as one alone', async () => {
    expect(await typed(Buffer.from('%PDF-1.7\n<script>alert(1)</script>'))).toBe('application/pdf');
  });
});
