import type { LogoutReport, SignIn } from './types.ts';

/** What a refresh of your own is given. */
export interface RefreshContext {
  /** Absent where it is in a cookie. */
  readonly refreshToken: string | undefined;
  /** Aborts when it takes longer than `timeout`. */
  readonly signal: AbortSignal;
}

/** How the session of this browser is kept, and what is done when it ends. */
export interface ClientOptions {
  /** Tells the sessions of one origin apart. Default `'curfew'`. */
  readonly name?: string;
  /** Where Curfew's routes are, without a slash at the end. Default `'/auth'`. */
  readonly baseUrl?: string;
  /** Where tokens are kept that are not in cookies. Default `'memory'`. */
  readonly tokens?: 'memory' | 'local';
  /** Other origins that may be sent the credentials, such as `'https://api.example.com'`. */
  readonly origins?: readonly string[];
  /** ms that a logout waits for the server, and that a check or a refresh may take. Default 5000. */
  readonly timeout?: number;
  /** ms that each `purge` may take. Default 1000. */
  readonly purgeTimeout?: number;
  /** Whether a page that is left is hidden until it is known that the session still lives. Default true. */
  readonly veil?: boolean;
  /** The one place for what follows a sign-out, whoever caused it. */
  readonly onSignedOut?: (report: LogoutReport) => void;
  /** Where to log out, when that is not `baseUrl` + `/logout`. */
  readonly logoutUrl?: string;
  /** Gets new tokens without Curfew: answers undefined when the session is over, throws when that cannot be told. */
  readonly refresh?: (context: RefreshContext) => Promise<SignIn | undefined>;
  /** Where to ask whether the session lives, when that is not `baseUrl` + `/session`; false: nowhere. */
  readonly check?: string | false;
}

/** Throws a TypeError that names the option that is wrong. */
export function examine(options: ClientOptions): void {
  // Every option with the first letter of its type, and the texts that it may have.
  const right =
    /^(name:s|baseUrl:s|logoutUrl:s|check:s|check:bf|tokens:s(memory|local)$|origins:o(http|$)|timeout:n[1-9]\d*$|purgeTimeout:n[1-9]\d*$|veil:b|onSignedOut:f|refresh:f|\w+:u)/;
  for (const key in options) {
    const value = options[key as keyof ClientOptions];
    if (!right.test(`${key}:${(typeof value)[0]}${value}`)) {
      throw TypeError(`wrong ${key}: ${value}`);
    }
  }
}
