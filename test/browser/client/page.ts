import { createSession, guardFetch, safeUrl, type ClientOptions, type ClientSession } from 'curfew/client';

/** What a page of these tests has: the client, a session as its address asks for it, and what that has told. */
export interface Page {
  readonly createSession: typeof createSession;
  readonly guardFetch: typeof guardFetch;
  readonly safeUrl: typeof safeUrl;
  readonly session: ClientSession;
  /** The reports that `onSignedOut` was given, as JSON. */
  readonly reports: string[];
  /** How often the listener of the session was called. */
  heard: number;
  /** Logs in at `base`, and enters the session. Answers its id. */
  login(who: string, base?: string): Promise<string>;
}

declare global {
  interface Window {
    readonly page: Page;
  }
}

const { searchParams } = new URL(location.href);
const options = JSON.parse(searchParams.get('options') ?? '{}') as ClientOptions;
const reports: string[] = [];
const session = createSession({
  ...options,
  onSignedOut: (report) => void reports.push(JSON.stringify(report)),
});

const page: Page = {
  createSession,
  guardFetch,
  safeUrl,
  session,
  reports,
  heard: 0,
  async login(who, base = '') {
    const answer = (await (await fetch(`${base}/login/${who}`, { method: 'POST' })).json()) as {
      session: string;
    };
    session.start(answer);
    return answer.session;
  },
};
session.subscribe(() => (page.heard += 1));
Object.assign(window, { page });
