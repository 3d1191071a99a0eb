import type { ProbeId } from '../outcome.ts';

/** What a probe asks, for whoever reads of it without having run it. */
export interface Entry {
  /** In the words of a person. */
  readonly asks: string;
  /** What follows when it fails. */
  readonly why: string;
  readonly references: readonly string[];
  /** As in CVSS, 0 to 10: how bad a failure is where an account is worth stealing. */
  readonly severity: number;
}

const ENTRIES: Readonly<Record<ProbeId, Entry>> = {
  P01: {
    asks: 'Does a copy of what was sent before the logout still open anything after it?',
    why: 'Whoever has a copy of the token (from a log, a proxy, a stolen machine, an extension) stays signed in after its owner has left.',
    references: ['CWE-613', 'ASVS 7.4.1'],
    severity: 8.1,
  },
  P02: {
    asks: 'How long does it take until every node refuses the token?',
    why: 'Until then a copy works, and the logout has promised more than it did.',
    references: ['CWE-613', 'ASVS 7.4.1'],
    severity: 6.8,
  },
  P03: {
    asks: 'Does the refresh token still give new tokens after the logout?',
    why: 'A refresh token that outlives the logout is a new session whenever somebody wants one, for as long as it lives.',
    references: ['CWE-613', 'ASVS 7.4.1', 'ASVS 10.4.5'],
    severity: 8.8,
  },
  P04: {
    asks: 'Does a logout end what it says: this device, the others, or all of them?',
    why: 'One that ends less leaves a lost phone signed in; one that ends more throws people out.',
    references: ['CWE-613', 'ASVS 7.4.3', 'ASVS 7.5.2'],
    severity: 6.5,
  },
  P05: {
    asks: 'Does a refresh that runs beside the logout leave a live token?',
    why: 'A page refreshes by itself in the background. If that can win against the logout, some logouts do nothing, at random.',
    references: ['CWE-613', 'CWE-362', 'ASVS 7.4.1'],
    severity: 7.4,
  },
  P06: {
    asks: 'Do two refreshes at once give two separate sessions?',
    why: 'A thief who spends the token at the same time as its owner gets a session of his own, and nobody notices.',
    references: ['CWE-613', 'CWE-362', 'ASVS 10.4.5'],
    severity: 6.5,
  },
  P07: {
    asks: 'Does a request that is under way during the logout bring the token back?',
    why: 'It may put the session into a cache again just after the logout has taken it out.',
    references: ['CWE-613', 'CWE-362', 'ASVS 7.4.1'],
    severity: 6.8,
  },
  P08: {
    asks: 'Does a browser really drop the cookie?',
    why: 'A cookie that is cleared with another path, domain or name than it was set with stays, and is sent on the next visit.',
    references: ['CWE-613', 'ASVS 14.3.1'],
    severity: 5.4,
  },
  P09: {
    asks: 'Is the cookie kept from scripts, from plain HTTP and from other sites?',
    why: 'Scripts, networks and other sites can take or use a session cookie that is not.',
    references: ['CWE-1004', 'CWE-614', 'CWE-1275', 'ASVS 3.3.1', 'ASVS 3.3.2', 'ASVS 3.3.4'],
    severity: 5.3,
  },
  P10: {
    asks: 'Does the personal page come back from a cache, or with the back button?',
    why: 'The next person at the same computer reads it.',
    references: ['CWE-525', 'ASVS 14.3.2'],
    severity: 4.3,
  },
  P11: {
    asks: 'Does the logout tell the browser to clear what it keeps?',
    why: 'Clear-Site-Data takes storage away in one header; without it, the page has to think of everything.',
    references: ['CWE-525', 'ASVS 14.3.1'],
    severity: 2.5,
  },
  P12: {
    asks: 'Can another site sign somebody out?',
    why: 'A picture or a form on another site is enough, also as the first step of making somebody sign in as someone else.',
    references: ['CWE-352', 'ASVS 3.5.1', 'ASVS 3.5.3'],
    severity: 4.3,
  },
  P13: {
    asks: 'Does the logout say the truth, also for garbage, a repeat and an expired token?',
    why: 'Who is told "signed out" closes the laptop. If it was not so, nobody will try again.',
    references: ['CWE-393', 'ASVS 7.4.1'],
    severity: 5.3,
  },
  P14: {
    asks: 'Is a dead token accepted while the store is down?',
    why: 'Then whoever can disturb the store, or waits for an outage, is signed in again.',
    references: ['CWE-636', 'ASVS 16.5.2', 'ASVS 16.5.3'],
    severity: 7.4,
  },
  P15: {
    asks: 'Does a connection that was open during the logout go on streaming?',
    why: 'A socket is checked when it opens. If nothing closes it, it tells a person who has left everything that happens.',
    references: ['CWE-613', 'ASVS 7.4.1'],
    severity: 6.5,
  },
  P16: {
    asks: 'Do the other sessions end with a change of the password?',
    why: 'People change it because somebody else has it. That somebody stays signed in.',
    references: ['CWE-613', 'ASVS 7.4.3'],
    severity: 7.1,
  },
  P17: {
    asks: 'Does a new login bring old tokens back to life?',
    why: 'A logout that is kept per person and taken back at the next login ends nothing for good.',
    references: ['CWE-613', 'ASVS 7.2.4', 'ASVS 7.4.1'],
    severity: 7.4,
  },
  P18: {
    asks: 'Does the back-channel logout accept only what the provider really said?',
    why: 'Accepting too much lets anybody sign people out; accepting too little leaves them signed in.',
    references: ['CWE-347', 'CWE-287', 'ASVS 10.5.5'],
    severity: 5.9,
  },
};

/** What the probe with this id asks; of one that is not known, no more than that it is about logging out. */
export function entryOf(id: ProbeId): Entry {
  return (
    (Object.hasOwn(ENTRIES, id) ? ENTRIES[id] : undefined) ?? {
      asks: 'Does the logout hold?',
      why: 'Whoever has a copy of what was signed out stays signed in.',
      references: ['CWE-613', 'ASVS 7.4.1'],
      severity: 5,
    }
  );
}
