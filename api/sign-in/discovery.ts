// The issuer's description of itself, checked before the first token is: a wrong setting is told at the start, not by refused people.

/** A fault of the configuration or of the provider; the message says what, why and what to do. */
export class SignInProviderError extends Error {}

export interface DiscoverySettings {
  readonly issuer: string;
  readonly algorithms: readonly string[];
  /** How long a provider is tried that can not be reached. */
  readonly waitMs: number;
  readonly onRetry?: (why: string) => void;
}
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;
const TRY_MS = 5_000;

/** @returns where its keys are */
export async function discoverKeys(settings: DiscoverySettings): Promise<string> {
  const url = `${settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const ends = performance.now() + settings.waitMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const found = await describe(url);
    if (typeof found !== 'string') return checkDescription(found, settings, url);
    if (performance.now() + pause > ends)
      throw new SignInProviderError(
        `The sign-in provider can not be asked: ${url} (${found}). Is ISSUER_URL right, is the provider running, and may this machine reach it? ` +
          'One that describes itself nowhere needs JWKS_URL; one that starts slowly, more ISSUER_WAIT_SECONDS.',
      );
    settings.onRetry?.(found);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** The description, or why there is none yet. */
async function describe(url: string): Promise<Readonly<Record<string, unknown>> | string> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TRY_MS) });
    if (!response.ok) return `status ${response.status}`;
    const found: unknown = await response.json();
    return typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : 'no JSON object';
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } };
    return cause?.code ?? name;
  }
}

function checkDescription(
  found: Readonly<Record<string, unknown>>,
  { issuer, algorithms }: DiscoverySettings,
  url: string,
): string {
  const refuse = (what: string, cure: string): never => {
    throw new SignInProviderError(`The sign-in provider's description (${url}) is not usable: ${what}. ${cure}`);
  };
  if (found.issuer !== issuer)
    refuse(
      `it calls itself ${JSON.stringify(found.issuer)}, and ISSUER_URL is "${issuer}"`,
      'Set ISSUER_URL to exactly what it says, if that is the provider you mean: its tokens name it so.',
    );
  const keys = found.jwks_uri;
  if (typeof keys !== 'string' || !URL.canParse(keys))
    return refuse('it has no jwks_uri', 'Set JWKS_URL to where it publishes its keys.');
  const { protocol, hostname } = new URL(keys);
  if (protocol !== 'https:' && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
    refuse(
      `its keys are at ${keys}, without TLS`,
      'Whoever is between could sign tokens: let the provider publish an https address.',
    );
  const offered = found.id_token_signing_alg_values_supported;
  if (Array.isArray(offered) && !algorithms.some((name) => offered.includes(name)))
    refuse(
      `it signs with ${offered.join(', ')}, and TOKEN_ALGORITHMS is ${algorithms.join(', ')}`,
      'Set TOKEN_ALGORITHMS to one that it offers, or let it offer one of ours.',
    );
  return keys;
}
