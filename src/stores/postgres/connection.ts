export type Rows = readonly Record<string, unknown>[];

/** A connection to the server that one caller has for itself, whichever driver made it. */
export interface Connection {
  /**
   * Runs a statement with values, which are all sent as text, and answers its rows. Without values there may be
   * several statements; then what it answers means nothing. Rejects with the driver's own error.
   */
  query(text: string, values?: readonly string[]): Promise<Rows>;
  /** Hears what is notified on `channel` until the connection is lost, which is told once. Keeps no process alive. */
  listen(channel: string, heard: (payload: string) => void, lost: () => void): Promise<void>;
  /** Gives it back, for others to use. */
  release(): void;
  /** Hangs up at once, whatever it is doing. */
  destroy(): void;
}

/** Where connections come from. */
export interface Driver {
  /** A connection that nobody else uses; it may take as long as the driver lets it. */
  connect(): Promise<Connection>;
  /** A connection has stalled: idle ones that have shown no life since `when`, by `performance.now()`, are not used again. */
  distrust(when: number): void;
  /** Ends the connections that were made for the store, and lets go of those that were not. */
  close(): Promise<void>;
}
