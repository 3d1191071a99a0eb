/** What both applications offer to the tests, as `window.app`. */
interface PageApp {
  /** Resolves when whatever is stored has been read. */
  readonly ready: Promise<unknown>;
  /** Logs in and shows who that is. */
  login(subject: string): Promise<void>;
  /** What the button does. Settles when it believes that it is done. */
  logout(): Promise<unknown>;
  /** Whether it shows the page of somebody who is signed in. */
  signedIn(): boolean;
  /** Any later action: puts something into the cart. */
  act(): void;
  /** Has every library ask `/api/late` for who this is. Resolves when all have settled, however. */
  late(): Promise<void>;
  /** Everything that is held in memory, by library. */
  memory(): Readonly<Record<string, string>>;
  /** GET with the token, the refresh and the retry of the application: the status, or 0. */
  ask(path: string): Promise<number>;
  /** Opens a WebSocket, and a response that goes on. Resolves when both are open. */
  connect(): Promise<void>;
  /** Where it goes after a login that was asked to go to `next`. */
  after(next: string): string;
}

declare global {
  interface Window {
    readonly app: PageApp;
    /** What `onSignedOut` was given. */
    readonly reports: unknown[];
    /** Whether the secret could be seen, in each frame since the page was shown last. */
    shown: boolean[];
  }
}

/** What the query of the page's address says. */
export interface PageOptions {
  /** Of redux-persist, ms. */
  readonly throttle: number;
  /** How long a logout waits for the server, ms. */
  readonly timeout: number;
  /** Where the server is; empty for the origin of the page. */
  readonly server: string;
  /** Where to go after the logout; nowhere when it is empty. */
  readonly then: string;
  /** Whether Curfew has the tokens in cookies. */
  readonly cookies: boolean;
  /** Whether the usual thunk pauses redux-persist first, as some advise. */
  readonly pause: boolean;
  /** Whether the database `acme` is to be deleted. */
  readonly database: boolean;
  /** What one step of the clean-up does instead of its work. */
  readonly broken: 'throw' | 'hang' | undefined;
}

export function pageOptions(): PageOptions {
  const query = new URLSearchParams(location.search);
  const broken = query.get('broken');
  return {
    throttle: Number(query.get('throttle') ?? 0),
    timeout: Number(query.get('timeout') ?? 5_000),
    server: query.get('server') ?? '',
    then: query.get('then') ?? '',
    cookies: query.has('cookies'),
    pause: query.has('pause'),
    database: query.has('database'),
    broken: broken === 'throw' || broken === 'hang' ? broken : undefined,
  };
}

/** A step of a clean-up that fails. */
export async function fails(how: 'throw' | 'hang'): Promise<void> {
  if (how === 'throw') throw new Error('this step is broken');
  await new Promise(() => undefined);
}
