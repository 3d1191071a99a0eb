/**
 * What every way of setting up a login comes to: the requests of an application that the probe makes, and what its owner
 * promises. In texts, `{name}` stands for what was captured, or for a variable such as `{email}` of `variables`.
 */
export interface Plan {
  /** Origins (with a path in front of every relative URL, if any): the first is the one that is asked; the others are more nodes of it. */
  readonly bases: readonly string[];
  /** What signs in, in this order: the page that sets a CSRF cookie, the form, a second factor. */
  readonly login: readonly Step[] | LoginScript;
  /** What the answers to `login` and `refresh` hold. Cookies are always kept, as a browser would. */
  readonly capture: readonly Capture[];
  /** A read that only this person may make. */
  readonly me: Step;
  /** What the answer to `me` holds of this person and nobody else's: a user id, an e-mail address. Found by itself when undefined. */
  readonly canary?: string | undefined;
  readonly refresh?: Step | undefined;
  /** Signs out this device. */
  readonly logout: Step;
  readonly logoutOthers?: Step | undefined;
  readonly logoutEverywhere?: Step | undefined;
  /** Changes the password to `{newPassword}`, and the step that puts `{password}` back. */
  readonly changePassword?: { readonly change: Step; readonly restore: Step } | undefined;
  readonly sockets: readonly Socket[];
  /** Commands of the shell that take the store away and bring it back (opt-in). */
  readonly outage?: { readonly stop: string; readonly start: string } | undefined;
  readonly backchannel?: Backchannel | undefined;
  readonly budget: Budget;
  /** A page to look at in a browser, when that is not `me`. */
  readonly page?: string | undefined;
  /** Values for `{name}`: user names, passwords. All of them are secrets. */
  readonly variables: Readonly<Record<string, string>>;
  /** How each part was found, for whoever has to confirm a guess: "logout: POST /logout, guessed from the HAR". */
  readonly guesses: readonly string[];
}

/** One request. */
export interface Step {
  readonly method: string;
  /** Absolute, or relative to a base. */
  readonly url: string;
  /** Without `Cookie`, which comes from the jar. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** As it goes over the wire; its type is in `headers`. */
  readonly body?: string | undefined;
  /** What this answer alone is searched for. */
  readonly capture?: readonly Capture[] | undefined;
}

/** Where a value is found in an answer. */
export interface Capture {
  /** `access` and `refresh` are tokens; `csrf` and any other are what a request must repeat. */
  readonly name: string;
  readonly from:
    | { readonly kind: 'json'; /** `$.data.access_token` */ readonly path: string }
    | { readonly kind: 'header'; readonly name: string }
    | { readonly kind: 'cookie'; readonly name: string }
    | { readonly kind: 'pattern'; /** Its first group, in the body. */ readonly pattern: string };
}

/** Signs in where no list of requests can: answers what it captured; cookies of what it sends go into the jar. */
export type LoginScript = (tools: {
  /** Sends a step and answers what came back. */
  readonly send: (step: Partial<Step> & { readonly url: string }) => Promise<Response>;
  readonly variables: Readonly<Record<string, string>>;
}) => Promise<Readonly<Record<string, string>>>;

/** A connection that stays open. */
export interface Socket {
  readonly kind: 'websocket' | 'sse' | 'socketio';
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Of Socket.IO: what is joined, such as `/` or `/chat`. */
  readonly namespace?: string | undefined;
  /** Of Socket.IO: JSON, what `io()` takes as `auth`. */
  readonly handshake?: string | undefined;
  /** What to send once it is open, when the application wants something there: each when the one before was answered. */
  readonly hello?: readonly string[] | undefined;
}

/** What the OIDC back-channel logout of an application is tried with: a key of a provider that the application trusts. */
export interface Backchannel {
  readonly url: string;
  readonly issuer: string;
  readonly audience: string;
  /** The private key, as JWK. */
  readonly key: Readonly<Record<string, unknown>>;
  readonly algorithm: string;
  /** Of the session that is signed in: a name from `capture`, or `{name}`. */
  readonly subject?: string | undefined;
  readonly session?: string | undefined;
}

/** What the owner promises. */
interface Budget {
  /** How long an access token may live on after the logout, ms. */
  readonly access: number;
  readonly refresh: number;
  /** What `logout` is said to end. */
  readonly scope: 'device' | 'everywhere';
  /** How long the probe waits for a token to die by itself, ms. */
  readonly patience: number;
}
