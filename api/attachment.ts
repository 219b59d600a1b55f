// A download is saved, never shown: what somebody uploaded must not run as a page of ours. (nosniff and no-store are on every answer.)
import type { FastifyReply } from 'fastify';

/** RFC 6266 with the name in UTF-8 (RFC 8187), and an ASCII one for old clients. */
export function contentDisposition(name: string): string {
  // no folder, no control and no direction characters, whoever wrote the name
  const shown = name.replace(/[/\\]/g, '_').replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '_');
  const ascii = shown.replace(/[^\x20-\x7e]|["%]/g, '_');
  const encoded = encodeURIComponent(shown).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

export const asAttachment = (reply: FastifyReply, name: string, mediaType: string): FastifyReply =>
  reply
    .type(mediaType)
    .header('content-disposition', contentDisposition(name))
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox");
