// The built pages: files with a hash in their name are kept for ever, the one page never; every place that is no file of ours and asks for a
// page gets it, and finds the place by itself.
import fs from 'node:fs';
import path from 'node:path';
import serveFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { SAFETY_HEADERS } from './safety-headers.ts';

/** Scripts come from us alone, and none stands in the page. Styles: antd writes them into the page while it runs. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
const YEAR = 31_536_000;
const NOT_PAGES = /^\/(api|sign-in|healthz|readyz|metrics|assets)(\/|\?|$)/;

/** @param folder of `npm run build:web` */
export const pages = fp(async (app: FastifyInstance, { folder }: { readonly folder: string }) => {
  const page = fs.readFileSync(path.join(folder, 'index.html'));
  const headers = { ...SAFETY_HEADERS, 'content-security-policy': PAGE_POLICY };
  await app.register(serveFiles, {
    root: path.join(folder, 'assets'),
    prefix: '/assets/',
    index: false,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply) => void reply.header('cache-control', `public, max-age=${YEAR}, immutable`),
  });
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const asksForPage = (request.headers.accept ?? '').includes('text/html');
    if (!asksForPage || NOT_PAGES.test(request.url)) return reply.callNotFound();
    return reply.headers(headers).type('text/html; charset=utf-8').send(page);
  });
});
