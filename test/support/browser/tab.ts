/** A tab, in whatever browser. Functions run in its page: they see nothing but what is there, and `argument`. */
export interface Tab {
  goto(url: string): Promise<unknown>;
  reload(): Promise<unknown>;
  evaluate<R, A>(run: (argument: A) => R | Promise<R>, argument: A): Promise<R>;
  evaluate<R>(run: () => R | Promise<R>): Promise<R>;
  /** Rejects when it does not come true within `timeout` ms. */
  waitForFunction<A>(
    holds: (argument: A) => unknown,
    argument: A,
    options?: { timeout?: number },
  ): Promise<unknown>;
  close(): Promise<void>;
}

/** Tabs that share storage, and share it with no others. */
export interface Profile {
  newPage(): Promise<Tab>;
  /** Runs in each page before its own scripts. */
  addInitScript(script: () => void): Promise<unknown>;
  close(): Promise<void>;
}

/** A browser that is driven by a test. */
export interface DrivenBrowser {
  /** What it calls itself, with its version. */
  readonly version: string;
  profile(): Promise<Profile>;
  close(): Promise<void>;
}
