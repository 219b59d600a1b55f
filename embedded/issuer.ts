// Sign-in for samples and tests: gives anybody on this machine a token of a sample person. A city uses its own issuer (OpenID Connect).
import { randomBytes, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import { listenLocally, parseObject, readBody, reply } from './json-http.ts';
import { samplePeople } from './sample-people.ts';

const ALGORITHM = 'ES256';
const TTL_SECONDS = 12 * 60 * 60;

export interface Issuer {
  readonly url: string;
  readonly jwksUrl: string;
  stop(): Promise<void>;
}
export interface IssuerOptions {
  /** Holds `issuer-key.json`, so that tokens outlive a restart. */
  readonly dataDir: string;
  /** On 127.0.0.1; 0 takes any. */
  readonly port: number;
  readonly audience: string;
}
export interface TokenRequest {
  readonly dataDir: string;
  readonly issuerUrl: string;
  readonly audience: string;
  /** Becomes `sub`. Anybody: benchmarks and tests have people of their own. `POST /token` gives tokens to sample people alone. */
  readonly person: string;
  readonly ttlSeconds?: number;
  /** Becomes `sid`; a new session when left out. */
  readonly session?: string;
}

/** Starts the issuer: `/.well-known/openid-configuration`, `/jwks`, `POST /token` with `person` as JSON or form. */
export async function startIssuer({ dataDir, port, audience }: IssuerOptions): Promise<Issuer> {
  const { d: _secret, ...publicKey } = await getKey(dataDir);
  const server = await listenLocally(port, async (request, response) => {
    switch (`${request.method} ${request.url?.split('?')[0]}`) {
      case 'GET /.well-known/openid-configuration':
        return reply(response, 200, describe(server.url));
      case 'GET /jwks':
        return reply(response, 200, { keys: [publicKey] });
      case 'POST /token': {
        const person = readPerson(request, await readBody(request));
        if (!samplePeople.some(({ id }) => id === person))
          return reply(response, 400, {
            error: 'invalid_request',
            error_description: 'person: the id of a sample person',
          });
        const token = await issueToken({ dataDir, issuerUrl: server.url, audience, person: person! });
        return reply(response, 200, { access_token: token, token_type: 'Bearer', expires_in: TTL_SECONDS });
      }
      default:
        return reply(response, 404, { error: 'not_found' });
    }
  });
  return { url: server.url, jwksUrl: `${server.url}/jwks`, stop: () => server.stop() };
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

const describe = (url: string) => ({
  issuer: url,
  jwks_uri: `${url}/jwks`,
  token_endpoint: `${url}/token`,
  response_types_supported: ['token'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: [ALGORITHM],
});

function readPerson(request: IncomingMessage, body: string): string | undefined {
  const form = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const person = form ? new URLSearchParams(body).get('person') : parseObject(body)?.person;
  return typeof person === 'string' ? person : undefined;
}

async function getKey(dataDir: string): Promise<JWK> {
  const file = path.join(dataDir, 'issuer-key.json');
  if (!fs.existsSync(file)) await createKey(file);
  return JSON.parse(fs.readFileSync(file, 'utf8')) as JWK;
}

/** The command line and the stack may both find no key: a link, unlike a rename, leaves the first one's in place. */
async function createKey(file: string): Promise<void> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = {
    ...(await exportJWK(privateKey)),
    alg: ALGORITHM,
    use: 'sig',
    kid: `issuer-${randomBytes(4).toString('hex')}`,
  };
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  fs.writeFileSync(draft, JSON.stringify(jwk, null, 2), { mode: 0o600 });
  try {
    fs.linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    fs.rmSync(draft);
  }
}
