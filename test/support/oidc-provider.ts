import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider, type Configuration } from 'oidc-provider';
import * as oidc from 'openid-client';

const RESOURCE = 'https://api.test/';
const CALLBACK = 'http://127.0.0.1:9/callback';

/** What somebody got who logged in. */
export interface LoggedIn {
  readonly accessToken: string;
  readonly idToken: string;
}

/** A real OpenID provider (`oidc-provider`), with JWT access tokens and back-channel logout. */
export class OpenIdProvider implements AsyncDisposable {
  readonly issuer: string;
  readonly audience = RESOURCE;
  readonly client = 'web';
  /** What its back-channel calls came to. */
  readonly calls: string[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** `hasSid` says whether its access tokens carry the `sid` that its logout tokens name. */
  static async start(backchannelLogoutUri: string, hasSid: boolean): Promise<OpenIdProvider> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const one = new OpenIdProvider(server);
    const provider = new Provider(one.issuer, await configuration(one, backchannelLogoutUri, hasSid));
    provider.on('backchannel.success', () => one.calls.push('success'));
    provider.on('backchannel.error', (_context, error) => one.calls.push(`error: ${error.message}`));
    const serve = provider.callback() as RequestListener;
    server.on('request', (request, response) => {
      if (request.url?.startsWith('/interaction/') !== true) return serve(request, response);
      void provider.interactionDetails(request, response).then(({ params }) =>
        provider.interactionFinished(request, response, {
          login: { accountId: String(params['login_hint']) },
        }),
      );
    });
    return one;
  }

  /** Somebody at a browser of their own. */
  browser(): Browser {
    return new Browser(this);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** As much of a browser as logging in and out takes: it keeps cookies and follows redirects. */
export class Browser {
  readonly #provider: OpenIdProvider;
  readonly #cookies = new Map<string, string>();

  constructor(provider: OpenIdProvider) {
    this.#provider = provider;
  }

  /** Logs in by authorization code with PKCE, as `openid-client` does it. */
  async login(subject: string): Promise<LoggedIn> {
    const { issuer, client } = this.#provider;
    const config = await oidc.discovery(new URL(issuer), client, 'secret', undefined, {
      execute: [oidc.allowInsecureRequests],
    });
    const verifier = oidc.randomPKCECodeVerifier();
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: CALLBACK,
      scope: 'openid',
      login_hint: subject,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const back = await this.#go(url.href);
    const tokens = await oidc.authorizationCodeGrant(config, new URL(back), { pkceCodeVerifier: verifier });
    return { accessToken: tokens.access_token, idToken: tokens.id_token ?? '' };
  }

  /** Ends the session at the provider, by RP-initiated logout; resolves when its page says so. */
  async logout(idToken: string): Promise<void> {
    const { issuer } = this.#provider;
    const page = await this.#fetch(`${issuer}/session/end?id_token_hint=${idToken}`);
    const [, secret = ''] = /name="xsrf" value="([^"]+)"/.exec(await page.text()) ?? [];
    const body = new URLSearchParams({ xsrf: secret, logout: 'yes' });
    const answer = await this.#fetch(`${issuer}/session/end/confirm`, { method: 'POST', body });
    if (answer.status !== 303 && answer.status !== 302) throw new Error(`logout answered ${answer.status}`);
  }

  /** Follows redirects until they leave the provider. */
  async #go(start: string): Promise<string> {
    let url = start;
    while (url.startsWith(this.#provider.issuer)) {
      const answer = await this.#fetch(url);
      const next = answer.headers.get('location');
      if (next === null) throw new Error(`no way on from ${new URL(url).pathname}: ${answer.status}`);
      url = new URL(next, url).href;
    }
    return url;
  }

  async #fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { ...init, headers: { cookie }, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return answer;
  }
}

async function configuration(
  one: OpenIdProvider,
  backchannelLogoutUri: string,
  hasSid: boolean,
): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return {
    clients: [
      {
        client_id: one.client,
        client_secret: 'secret',
        redirect_uris: [CALLBACK],
        backchannel_logout_uri: backchannelLogoutUri,
        backchannel_logout_session_required: true,
      },
    ],
    jwks: {
      keys: [{ ...(await exportJWK(privateKey)), kid: 'provider', alg: 'RS256', use: 'sig' }],
    },
    cookies: { keys: ['a test'] },
    ttl: {
      AccessToken: 300,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 300,
      Interaction: 600,
      Session: 600,
    },
    // Its own would not connect to this machine.
    fetch: (url, { signal, headers, ...options }: RequestInit = {}) => {
      const { dispatcher: _, ...rest } = options as RequestInit & { dispatcher?: unknown };
      return fetch(url, { ...rest, ...(signal && { signal }), ...(headers && { headers }) });
    },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    async loadExistingGrant({ oidc: { provider, session, client } }) {
      const grant = new provider.Grant({
        ...(session?.accountId === undefined ? {} : { accountId: session.accountId }),
        ...(client && { clientId: client.clientId }),
      });
      grant.addOIDCScope('openid');
      grant.addResourceScope(RESOURCE, 'api');
      await grant.save();
      return grant;
    },
    extraTokenClaims({ oidc: { entities } }) {
      const sid = entities.AuthorizationCode?.sid ?? entities.RefreshToken?.sid;
      return hasSid && sid !== undefined ? { sid } : undefined;
    },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(context, form) {
          context.body = form;
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'api',
          audience: RESOURCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 300,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  };
}
