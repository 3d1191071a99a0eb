/** What a server answers to a login. Curfew's `Tokens` fit as they are; without Curfew, give what there is. */
export interface SignIn {
  /** Names the session. No credential. Default: a random name. */
  readonly session?: string;
  /** Can end this session and do nothing else: with it, a logout that failed is finished later. */
  readonly ticket?: string;
  /** Absent where the tokens are in cookies that no script can read. */
  readonly accessToken?: string;
  /** When the access token expires, ms since the epoch. */
  readonly expiresAt?: number;
  readonly refreshToken?: string;
  /** When the session ends at the latest, ms since the epoch. */
  readonly refreshExpiresAt?: number;
}

/** What became of a logout. */
export interface LogoutReport {
  /** `partial` when a step of the clean-up failed or was too slow; `errors` says which. */
  readonly local: 'clean' | 'partial';
  /**
   * `revoked`: the server has confirmed it. `queued`: it will be told later. `none`: there is nothing to tell it, or
   * nothing to tell it with.
   */
  readonly server: 'revoked' | 'queued' | 'none';
  /** Somebody else ended it: another tab, or the server. */
  readonly remote: boolean;
  readonly errors: readonly { readonly step: string; readonly message: string }[];
}

/** One thing to clean when the session is over. */
export interface PurgeStep {
  readonly name: string;
  /** Runs at once and synchronously, in this tab, before anything can be read or written again. */
  reset?(): void;
  /** Runs after all resets, at most `purgeTimeout` ms; what it throws is reported, and stops no other step. */
  purge?(signal: AbortSignal): void | Promise<void>;
}

/** The login state of this browser, and its end. One per application. */
export interface ClientSession {
  readonly name: string;
  /** Names the session that lives now; undefined when signed out. Looks at what all tabs share each time it is asked. */
  readonly id: string | undefined;
  readonly signedIn: boolean;
  /** Grows by one at each sign-out. What began in an earlier epoch must not be kept. */
  readonly epoch: number;
  /** Aborts at the sign-out. After it there is a new one. */
  readonly signal: AbortSignal;
  /** Call it with the answer to a login. A session that another login replaces is logged out. */
  start(answer: SignIn): void;
  /** A live access token, refreshed where it must be; undefined in cookie mode and when signed out. */
  token(): Promise<string | undefined>;
  /**
   * Gets a new access token: once, however many tabs and callers ask. False when the session turned out to be over;
   * rejects when that cannot be told, and when a sign-out comes first.
   */
  refresh(): Promise<boolean>;
  /** `fetch` that carries the token, refreshes after a 401, and is aborted by the sign-out. */
  readonly fetch: (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;
  /** Whether a request to `url` may carry the credentials. */
  accepts(url: string | URL): boolean;
  /** Asks the server whether the session lives, and adopts what it says. An outage changes nothing. */
  check(): Promise<boolean>;
  /** Ends it here at once, in every tab, and at the server as soon as that can be reached. Never rejects. */
  logout(): Promise<LogoutReport>;
  /** The server has said that the session is over: cleans up here and in every tab. Never rejects. */
  expire(): Promise<LogoutReport>;
  /** Adds things to clean at every sign-out; the answer takes them off again. */
  clears(...steps: readonly PurgeStep[]): () => void;
  /** Calls `listener` after each sign-in and sign-out; the answer stops it. */
  subscribe(listener: () => void): () => void;
  /** Stops listening to other tabs, to the network and to the page. Ends no session. */
  close(): void;
}
