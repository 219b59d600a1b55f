// What every answer tells a browser, also a refusal: nothing of ours is a page, nothing is framed, guessed, kept or reported elsewhere.
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';

const NOT_OURS = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb'];

/** A route that has something better to say (a file's sandbox, the documentation's page) says it over these. */
export const SAFETY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': NOT_OURS.map((feature) => `${feature}=()`).join(', '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
};
/** Two years, as browsers' preload lists ask for. Said over TLS alone: elsewhere it would lock people out of what has none. */
const HSTS = 'max-age=63072000; includeSubDomains';

export const safetyHeaders = fp(async (app: FastifyInstance, { publicUrl }: { publicUrl: string }) => {
  const headers = { ...SAFETY_HEADERS, ...(publicUrl.startsWith('https:') && { 'strict-transport-security': HSTS }) };
  app.addHook('onRequest', async (_request, reply) => void reply.headers(headers));
});
