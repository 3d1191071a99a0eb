import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  ALLOW_KEYS_FROM_A_PRIVATE_NETWORK,
  createCurfew,
  type Curfew,
  type CurfewOptions,
} from '../../src/index.ts';
import { memory } from '../../src/stores/memory/index.ts';
import { CompactSign, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';

/** A key pair of an identity provider. */
export interface ProviderKey {
  readonly kid: string;
  readonly alg: string;
  readonly private: JWK;
  readonly public: JWK;
}

export async function providerKey(kid: string, alg: string = 'RS256'): Promise<ProviderKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const [secret, open] = await Promise.all([exportJWK(privateKey), exportJWK(publicKey)]);
  return { kid, alg, private: { ...secret, kid, alg }, public: { ...open, kid, alg, use: 'sig' } };
}

/** A Curfew that accepts the tokens of a provider for the audience `api`. */
export function trusting(provider: IdentityProvider, options: Partial<CurfewOptions> = {}): Curfew {
  const { issuer, jwks } = provider;
  return createCurfew({
    store: memory(),
    trust: [{ issuer, audience: 'api', jwks, [ALLOW_KEYS_FROM_A_PRIVATE_NETWORK]: true }],
    ...options,
  });
}

/** An issuer that publishes its keys over HTTP, and signs whatever it is asked to. */
export class IdentityProvider implements AsyncDisposable {
  /** What it publishes now. */
  keys: ProviderKey[];
  /** How often it was asked for its keys. */
  asked = 0;
  /** What it answers instead of its keys. */
  broken: ((answer: { status: number; body: string; headers: Record<string, string> }) => void) | undefined;
  /** It takes a connection and answers nothing. */
  hangs = false;
  readonly #server: Server;

  private constructor(keys: ProviderKey[]) {
    this.keys = keys;
    this.#server = createServer((_request, response) => {
      this.asked += 1;
      if (this.hangs) return;
      const body = JSON.stringify({ keys: this.keys.map((key) => key.public) });
      const answer = { status: 200, body, headers: { 'content-type': 'application/json' } };
      this.broken?.(answer);
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  }

  static async start(...keys: ProviderKey[]): Promise<IdentityProvider> {
    const one = new IdentityProvider(keys.length > 0 ? keys : [await providerKey('first')]);
    one.#server.listen(0, '127.0.0.1');
    await once(one.#server, 'listening');
    return one;
  }

  get issuer(): string {
    return 'https://login.test/';
  }

  get jwks(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/jwks`;
  }

  /** A token of its own; `claims` and `header` take the place of what it would write. */
  async token(
    claims: Record<string, unknown> = {},
    header: Record<string, unknown> = {},
    key: ProviderKey | undefined = this.keys[0],
  ): Promise<string> {
    if (!key) throw new Error('the provider has no key');
    const iat = Math.floor(Date.now() / 1_000);
    const all = {
      iss: this.issuer,
      aud: 'api',
      sub: 'alice',
      iat,
      exp: iat + 300,
      jti: crypto.randomUUID(),
      ...claims,
    };
    const kept = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    const top = Object.entries({ alg: key.alg, kid: key.kid, typ: 'at+jwt', ...header });
    return new CompactSign(new TextEncoder().encode(JSON.stringify(kept)))
      .setProtectedHeader(
        Object.fromEntries(top.filter(([, value]) => value !== undefined)) as { alg: string },
      )
      .sign(await importJWK(key.private, key.alg));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
