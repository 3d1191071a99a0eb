/** What can end by itself. */
interface Mortal {
  /** Somebody has asked for its end, answered or not: from then on a refusal is no surprise. */
  mayEnd: boolean;
  /** The moment at which its end was acknowledged: from then on an acceptance is a resurrection. */
  ended: number | undefined;
}

export interface Access extends Mortal {
  readonly token: string;
}

export function alive(token: string): Access {
  return { token, mayEnd: false, ended: undefined };
}

/** Whom a revocation can name. */
export interface Who {
  readonly subject: string;
  readonly tenant: string;
  readonly client: string;
}

/** A session as its user sees it, and what the world may hold against it. */
export interface Login extends Mortal {
  readonly who: Who;
  readonly session: string;
  readonly access: Access[];
  /** The nodes that have met the session, and can bring it back. */
  readonly knownBy: Set<object>;
  /** When it began, by the time of the world, ms. */
  readonly began: number;
  refreshToken: string;
}

/** How long around a loss trouble may keep a node from bringing back what it knows, ms. */
const WINDOW = 5_000;

/** A moment at which the store lost something. */
export interface Loss {
  readonly at: number;
  /** The nodes that trouble kept from helping. */
  readonly impaired: Set<object>;
  /** The store itself was in trouble: nobody could help. */
  excused: boolean;
}

/** What happened, and whether it may have. Moments are counted, so that no two are the same. */
export class History {
  readonly violations: string[] = [];
  readonly logins: Login[] = [];
  readonly counts = {
    accepted: 0,
    refused: 0,
    unknown: 0,
    logouts: 0,
    refreshed: 0,
    restored: 0,
    lost: 0,
  };
  #moment = 0;
  readonly #losses: Loss[] = [];

  moment(): number {
    return (this.#moment += 1);
  }

  /** A request began at `start` and was accepted. */
  accepted(login: Login, start: number, what: string, access?: Access): void {
    this.counts.accepted += 1;
    if ([login, access].some((one) => one?.ended !== undefined && one.ended < start)) {
      this.violations.push(`resurrection: ${what} of ${login.session}, acknowledged as ended, was accepted`);
    }
  }

  /** A request was answered 401. */
  refused(login: Login, what: string, access?: Access): void {
    this.counts.refused += 1;
    if (login.mayEnd || access?.mayEnd === true || this.#isExcused(login)) return;
    this.violations.push(`an innocent was refused: ${what} of ${login.session} of ${login.who.subject}`);
  }

  /** The store loses something at `at`, ms: who knows a session has to bring it back, unless trouble keeps them from it. */
  loss(at: number): Loss {
    // Two losses in a row may take what the first one brought back, before anybody has met it again.
    const again = this.#losses.some((other) => at - other.at <= WINDOW);
    const loss = { at, impaired: new Set<object>(), excused: again };
    this.#losses.push(loss);
    return loss;
  }

  /** Trouble at `at`, ms: of one node, or of the store. */
  trouble(at: number, node?: object): void {
    for (const loss of this.#losses) {
      if (Math.abs(at - loss.at) > WINDOW) continue;
      if (node) loss.impaired.add(node);
      else loss.excused = true;
    }
  }

  #isExcused(login: Login): boolean {
    return this.#losses
      .filter((loss) => loss.at + WINDOW >= login.began)
      .some((loss) => loss.excused || [...login.knownBy].every((node) => loss.impaired.has(node)));
  }

  /** A request was answered 503, or not at all. */
  unknown(): void {
    this.counts.unknown += 1;
  }

  /** Everything ends that has begun so far: the store has lost its data. */
  allMayEnd(): void {
    for (const login of this.logins) login.mayEnd = true;
  }
}
