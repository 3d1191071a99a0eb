import type { Clock, VerifyingIssuer } from '../../src/index.ts';

/** An issuer whose tokens are names that only its verifier can read: nothing goes over a network. */
export class OpaqueIssuer {
  readonly issuer: string;
  /** How often it was asked about a token. */
  asked = 0;
  /** What it does instead of answering. */
  broken: (() => never) | undefined;
  readonly #clock: Clock;
  readonly #tokens = new Map<string, Record<string, unknown>>();

  constructor(clock: Clock, issuer: string = 'https://opaque.test') {
    this.#clock = clock;
    this.issuer = issuer;
  }

  get trust(): VerifyingIssuer {
    return {
      issuer: this.issuer,
      verify: (token) => {
        this.asked += 1;
        this.broken?.();
        return this.#tokens.get(token);
      },
    };
  }

  /** Signs `token` for alice, for an hour; `claims` take the place of what it would say. */
  knows(token: string, claims: Record<string, unknown> = {}): string {
    const iat = Math.floor(this.#clock.now() / 1_000);
    this.#tokens.set(token, { iss: this.issuer, sub: 'alice', iat, exp: iat + 3_600, jti: token, ...claims });
    return token;
  }
}
