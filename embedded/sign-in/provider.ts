// The sample sign-in provider: OpenID Connect as a city's own would speak it, with the sample people.
import type { JWK } from 'jose';
import Provider, { interactionPolicy, type AdapterFactory, type Configuration } from 'oidc-provider';
import { ALGORITHM } from './keys.ts';
import { faultPage, maySignIn, PAGE_HEADERS, signedOutPage, signOutPage } from './pages.ts';
import { samplePeople } from '../sample-people.ts';
import { WEB_CLIENT, type SignInSecrets } from './secrets.ts';

/** The provider wants a URI; tokens name the audience. */
const RESOURCE = 'urn:lianban:api';
const HOUR = 3600;

export interface ProviderOptions {
  readonly url: string;
  readonly audience: string;
  readonly key: JWK;
  readonly secrets: SignInSecrets;
  readonly adapter: AdapterFactory;
}

export function createProvider(options: ProviderOptions): Provider {
  return new Provider(options.url, configure(options));
}

function configure({ audience, key, secrets, adapter }: ProviderOptions): Configuration {
  return {
    adapter,
    jwks: { keys: [key as never] },
    clients: clients(secrets),
    cookies: { keys: [secrets.cookieKey] },
    enabledJWA: {
      idTokenSigningAlgValues: [ALGORITHM],
      requestObjectSigningAlgValues: [ALGORITHM],
      userinfoSigningAlgValues: [ALGORITHM],
    },
    clientDefaults: { id_token_signed_response_alg: ALGORITHM },
    responseTypes: ['code'],
    pkce: { required: () => true },
    scopes: ['openid'],
    claims: { openid: ['sub'], profile: ['name'] },
    conformIdTokenClaims: false,
    ttl: {
      AccessToken: HOUR,
      ClientCredentials: HOUR,
      IdToken: HOUR,
      Session: 12 * HOUR,
      Grant: 12 * HOUR,
      Interaction: HOUR,
      AuthorizationCode: 60,
    },
    clientBasedCORS: () => true,
    findAccount: (_context, id) => {
      const person = samplePeople.find((p) => p.id === id && maySignIn(id));
      return person && { accountId: id, claims: () => ({ sub: id, name: person.name }) };
    },
    extraTokenClaims: (_context, token) =>
      'sessionUid' in token && token.sessionUid ? { sid: token.sessionUid } : { sid: token.jti },
    // our own application asks nobody for consent
    loadExistingGrant: async ({ oidc }) => {
      const accountId = oidc.session?.accountId;
      if (!oidc.client || !accountId) return undefined;
      const known = oidc.session?.grantIdFor(oidc.client.clientId);
      const found = known ? await oidc.provider.Grant.find(known) : undefined;
      if (found) return found;
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    interactions: { url: (_context, { uid }) => `/sign-in/${uid}`, policy: withoutConsent() },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.set(PAGE_HEADERS);
          context.body = signOutPage(form);
        },
        postLogoutSuccessSource: (context) => {
          context.set(PAGE_HEADERS);
          context.body = signedOutPage();
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience,
          accessTokenTTL: HOUR,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: ALGORITHM } },
        }),
      },
    },
    renderError: (context, { error, error_description: detail }) => {
      context.set(PAGE_HEADERS);
      context.body = faultPage(error, detail);
    },
  };
}

/** An application on this machine, at any port; and each sample system with a secret of its own. */
const clients = (secrets: SignInSecrets): Configuration['clients'] => [
  {
    client_id: WEB_CLIENT,
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    redirect_uris: ['127.0.0.1', 'localhost'].map((host) => `http://${host}/sign-in/done`),
    post_logout_redirect_uris: ['127.0.0.1', 'localhost'].map((host) => `http://${host}/`),
  },
  ...Object.entries(secrets.systems).map(([id, secret]) => ({
    client_id: id,
    client_secret: secret,
    token_endpoint_auth_method: 'client_secret_basic' as const,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
  })),
];

function withoutConsent() {
  const policy = interactionPolicy.base();
  policy.get('consent')?.checks.remove('native_client_prompt');
  return policy;
}
