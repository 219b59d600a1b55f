// Sign-in for samples and tests: an OpenID Connect provider on this machine, where anybody is a sample person. A city uses its own issuer.
import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { listenLocally, reply, type Handle } from './json-http.ts';
import { ALGORITHM, getKey, listPublicKeys, rotateKey, TTL_SECONDS } from './sign-in/keys.ts';
import { createMemory } from './sign-in/memory-adapter.ts';
import { isPicker, pick } from './sign-in/picker.ts';
import { getSignInSecrets } from './sign-in/secrets.ts';

export interface Issuer {
  readonly url: string;
  readonly jwksUrl: string;
  /** Another key signs from now on; the old one is shown for so long. Also `rotateKey` of another process is followed. */
  rotateKey(keepSeconds?: number): Promise<void>;
  stop(): Promise<void>;
}
export interface IssuerOptions {
  /** Holds `issuer-key.json` and the clients' secrets, so that tokens outlive a restart. */
  readonly dataDir: string;
  /** On 127.0.0.1; 0 takes any. */
  readonly port: number;
  readonly audience: string;
}
export interface TokenRequest {
  readonly dataDir: string;
  readonly issuerUrl: string;
  readonly audience: string;
  /** Becomes `sub`. Anybody: benchmarks and tests have people of their own. Over HTTP, sample people alone sign in. */
  readonly person: string;
  readonly ttlSeconds?: number;
  /** Becomes `sid`; a new session when left out. */
  readonly session?: string;
}

/** Starts the provider: authorization code with PKCE, client credentials, end of session, revocation, discovery, JWKS. */
export async function startIssuer({ dataDir, port, audience }: IssuerOptions): Promise<Issuer> {
  await getKey(dataDir);
  const answer = createAnswer(dataDir, audience);
  const server = await listenLocally(port, async (request, response) => {
    // not the provider's own: it knows the key that signs, and not those that did
    if (request.method === 'GET' && request.url?.split('?')[0] === '/jwks')
      return reply(response, 200, { keys: await listPublicKeys(dataDir) });
    return (await answer(server.url))(request, response);
  });
  return {
    url: server.url,
    jwksUrl: `${server.url}/jwks`,
    rotateKey: (keepSeconds) => rotateKey(dataDir, keepSeconds),
    stop: () => server.stop(),
  };
}

/** The provider for the key that signs now. It is loaded when first asked: who only wants a token needs none of it. */
function createAnswer(dataDir: string, audience: string) {
  let current: Promise<{ kid: string; handle: Handle }> | undefined;
  const memory = createMemory();
  const create = async (url: string): Promise<{ kid: string; handle: Handle }> => {
    const [key, { createProvider }] = [await getKey(dataDir), await import('./sign-in/provider.ts')];
    const secrets = getSignInSecrets(dataDir);
    const provider = createProvider({ url, audience, key, secrets, adapter: memory });
    const handle = provider.callback();
    return { kid: key.kid!, handle: (q, r) => (isPicker(q) ? pick(provider, q, r) : handle(q, r)) };
  };
  return async (url: string): Promise<Handle> => {
    const { kid } = await getKey(dataDir);
    if ((await current)?.kid !== kid) current = create(url);
    return (await current!).handle;
  };
}

/** A signed token for the person, who is named by id and nothing else. Needs the data folder, not the running issuer. */
export async function issueToken({
  dataDir,
  issuerUrl,
  audience,
  person,
  ttlSeconds = TTL_SECONDS,
  session = randomUUID(),
}: TokenRequest): Promise<string> {
  const jwk = await getKey(dataDir);
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ sid: session })
    .setProtectedHeader({ alg: ALGORITHM, kid: jwk.kid!, typ: 'JWT' })
    .setIssuer(issuerUrl)
    .setAudience(audience)
    .setSubject(person)
    .setIssuedAt(now)
    .setExpirationTime(now + ttlSeconds)
    .setJti(randomUUID())
    .sign(await importJWK(jwk, ALGORITHM));
}
