/** What one answer says about the token. Only 401 says that it is dead. `revoked` is no answer: the logout came here. */
export type Cell = 'ok' | 'bad' | 'unknown' | 'revoked';

/** What the page is told of a thief. Instants are ms since the epoch. No credential is in it. */
export interface ThiefState {
  /** The start and the end of its token. */
  readonly token: string;
  /** The latest answers, the newest last. */
  readonly cells: readonly Cell[];
  readonly tries: number;
  /** Of the latest answer; 0 for none. */
  readonly status: number | undefined;
  /** The code of the latest answer, when it is a problem. */
  readonly code: string | undefined;
  /** When the session was ended, as this server learned of it. */
  readonly revokedAt: number | undefined;
  /** How many requests were accepted that were sent after that. */
  readonly acceptedAfter: number;
  /** When the first 401 came. */
  readonly refusedAt: number | undefined;
  readonly stream: {
    readonly state: 'opening' | 'open' | 'ended' | 'refused' | 'broken';
    readonly ticks: number;
    readonly endedAt: number | undefined;
  };
  /** What else it tried when it was refused: the status of each. */
  readonly refresh: number | undefined;
  readonly respelled: readonly { readonly name: string; readonly status: number }[];
}

/** How many answers are remembered. */
const LENGTH = 120;

/** A thief that has tried nothing yet. */
export function beginning(accessToken: string): ThiefState {
  return {
    token: `${accessToken.slice(0, 6)}…${accessToken.slice(-4)}`,
    cells: [],
    tries: 0,
    status: undefined,
    code: undefined,
    revokedAt: undefined,
    acceptedAfter: 0,
    refusedAt: undefined,
    stream: { state: 'opening', ticks: 0, endedAt: undefined },
    refresh: undefined,
    respelled: [],
  };
}

/** Keeps the books: an answer to a request that was sent at `sentAt`. */
export function answered(
  state: ThiefState,
  { status, code, sentAt }: { status: number; code: string | undefined; sentAt: number },
): ThiefState {
  const tooLate = status === 200 && state.revokedAt !== undefined && sentAt > state.revokedAt;
  return {
    ...withCell(state, cellOf(status)),
    tries: state.tries + 1,
    status,
    code,
    acceptedAfter: state.acceptedAfter + (tooLate ? 1 : 0),
    refusedAt: state.refusedAt ?? (status === 401 ? Date.now() : undefined),
  };
}

/** The session was ended: what is sent from now on must be refused. */
export function revoked(state: ThiefState): ThiefState {
  return { ...withCell(state, 'revoked'), revokedAt: Date.now() };
}

function withCell(state: ThiefState, cell: Cell): ThiefState {
  return { ...state, cells: [...state.cells, cell].slice(-LENGTH) };
}

function cellOf(status: number): Cell {
  if (status === 200) return 'ok';
  return status === 401 ? 'bad' : 'unknown';
}
