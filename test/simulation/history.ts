/** A session as its user sees it, and what the world may hold against it. */
export interface Login {
  readonly user: string;
  readonly session: string;
  readonly access: string[];
  refreshToken: string;
  /** Somebody has asked for its end, answered or not: from then on a refusal is no surprise. */
  mayEnd: boolean;
  /** The moment at which its end was acknowledged: from then on an acceptance is a resurrection. */
  ended: number | undefined;
}

/** What happened, and whether it may have. Moments are counted, so that no two are the same. */
export class History {
  readonly violations: string[] = [];
  readonly logins: Login[] = [];
  readonly counts = { accepted: 0, refused: 0, unknown: 0, logouts: 0, refreshed: 0 };
  #moment = 0;

  moment(): number {
    return (this.#moment += 1);
  }

  /** A request began at `start` and was accepted. */
  accepted(login: Login, start: number, what: string): void {
    this.counts.accepted += 1;
    if (login.ended !== undefined && login.ended < start) {
      this.violations.push(`resurrection: ${what} of a session whose end was acknowledged was accepted`);
    }
  }

  /** A request was answered 401. */
  refused(login: Login, what: string): void {
    this.counts.refused += 1;
    if (!login.mayEnd)
      this.violations.push(`an innocent was refused: ${what} of ${login.session} of ${login.user}`);
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
