import { ConfigError } from '../../core/errors.ts';

/** Who may use the OAuth endpoints. */
export interface OAuthClient {
  /** The `client_id`: what `issue()` is given as `client`. */
  readonly id: string;
  /**
   * Its secret, as it is or as the SHA-256 of a long random one, in hexadecimal. A client without one is public: it may
   * revoke its own tokens, and nothing else.
   */
  readonly secret?: string | { readonly sha256: string };
  /** The resource server it is: then it is told only of tokens with one of these in `aud`, and of its own. */
  readonly audience?: string | readonly string[];
}

/** The clients, or how to find one by its `client_id`. */
export type OAuthClients =
  | readonly OAuthClient[]
  | ((id: string) => OAuthClient | undefined | null | Promise<OAuthClient | undefined | null>);

/** Switches on `POST /revoke` (RFC 7009) and `POST /introspect` (RFC 7662). */
export interface OAuthOptions {
  readonly clients: OAuthClients;
}

/** How to find a client. Throws `ConfigError` for a list in which something is wrong. */
export function clientFinder({
  clients,
  ...rest
}: OAuthOptions): (id: string) => OAuthClient | undefined | null | Promise<OAuthClient | undefined | null> {
  const stranger = Object.keys(rest)[0];
  if (stranger !== undefined) throw new ConfigError(`unknown option oauth.${stranger}; known is clients`);
  if (typeof clients === 'function') return clients;
  if (!Array.isArray(clients)) throw new ConfigError('oauth.clients must be a list or a function');
  const known = new Map((clients as readonly OAuthClient[]).map((one) => [checked(one).id, one]));
  if (known.size !== clients.length) throw new ConfigError('oauth.clients has the same id twice');
  return (id) => known.get(id);
}

/** Throws `ConfigError` for a client that could not be told from another, or from nobody. */
function checked(client: OAuthClient): OAuthClient {
  const { id, secret } = client;
  if (typeof id !== 'string' || id === '') throw new ConfigError('a client in oauth.clients has no id');
  // It was meant to have one: without, anybody could be that client.
  if ('secret' in client && secret === undefined)
    throw new ConfigError(
      `oauth.clients: the secret of ${id} is undefined; leave it out for a public client`,
    );
  const isKept = typeof secret === 'string' ? secret !== '' : /^[\da-f]{64}$/i.test(secret?.sha256 ?? '');
  if (secret !== undefined && !isKept) {
    throw new ConfigError(
      `oauth.clients: the secret of ${id} must be a non-empty string, or { sha256 } of 64 hexadecimal digits`,
    );
  }
  return client;
}
