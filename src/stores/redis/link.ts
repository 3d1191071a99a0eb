/** A value as it is sent. */
export type Word = string | number;

/** A command, or what makes one for the server that will get it, once that has been looked at. */
export type Command = readonly Word[] | (() => readonly Word[]);

/** What takes commands, one behind the other, and answers all replies; it rejects in bounded time. */
export interface Sender {
  send(...commands: readonly Command[]): Promise<unknown[]>;
}

/** One connection to Redis, whichever client makes it. It never reconnects by itself. */
export interface Link {
  /** Sends a command; rejects with what Redis or the client says. */
  send(command: readonly Word[]): Promise<unknown>;
  /** Calls `heard` for each message on a channel. The link is of no other use then. */
  subscribe(channel: string, heard: () => void): Promise<void>;
  /** Whether it is still there. */
  readonly isOpen: boolean;
  /** Closes it at once: whatever is under way is rejected. */
  destroy(): void;
}

/** Makes connections to the Redis that somebody has configured a client for. */
export interface Driver {
  /** Rejects when there is none to be had within `limit` ms. */
  connect(limit: number): Promise<Link>;
}
