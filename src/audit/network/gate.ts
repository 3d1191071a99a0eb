import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { Inconclusive } from '../inconclusive.ts';
import { SetupError } from '../setup-error.ts';

/** Where a request may go: no other address than these is connected to. */
export interface Admitted {
  readonly addresses: readonly { readonly address: string; readonly family: 4 | 6 }[];
  /** Whether all of them are this machine. */
  readonly loopback: boolean;
}

/** The audit has made as many requests as it may. What is left to do is inconclusive. */
export class CapReached extends Inconclusive {
  constructor(most: number) {
    super(`The audit stopped at its cap of ${most} requests`);
  }
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');
LOOPBACK.addSubnet('::ffff:127.0.0.0', 104, 'ipv6');

/**
 * Every request of an audit passes here, and none goes round it. Only this machine and hosts that were allowed by name are
 * connected to, and a request is counted before it is made. What counts is the address: a name that was not allowed may be used
 * when all that it resolves to is loopback, and the connection goes to what was resolved and checked, never to a second look-up.
 */
export class Gate {
  readonly most: number;
  readonly #allowed: readonly URL[];
  #made = 0;

  /** `allowHosts`: host names or addresses, with a port where only that one is meant. Throws `SetupError` for anything else. */
  constructor(allowHosts: readonly string[], most: number) {
    this.#allowed = allowHosts.map(hostOf);
    this.most = most;
  }

  /** How many requests were made. */
  get made(): number {
    return this.#made;
  }

  /** Checks and counts one request. Throws as `check` does, and `CapReached`; `beyondCap` is for putting back what a probe has changed. */
  async admit(url: URL, beyondCap = false): Promise<Admitted> {
    if (this.#made >= this.most && !beyondCap) throw new CapReached(this.most);
    this.#made += 1;
    return this.check(url);
  }

  /** Where a request to `url` may connect to. Throws `SetupError` when it may not go there. */
  async check(url: URL): Promise<Admitted> {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') {
      throw new SetupError(`The audit speaks HTTP and HTTPS only, not ${url.protocol}`);
    }
    if (url.username !== '' || url.password !== '') {
      throw new SetupError(
        'A URL of the plan has a user name or password in front of its host: leave them out.',
      );
    }
    const addresses = await resolve(nameOf(url));
    const loopback = addresses.length > 0 && addresses.every(({ address }) => isLoopback(address));
    if (!loopback && !this.#allowed.some((one) => covers(one, url))) {
      throw new SetupError(
        `${url.host} is not this machine. Audit only what is yours, with test accounts; then allow it: --allow-host ${url.hostname}`,
      );
    }
    return { addresses, loopback };
  }
}

/** Whether an IP address is of this machine, in whatever way it is written. */
export function isLoopback(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && LOOPBACK.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** The host of a URL without brackets and without the dot that may end it. */
function nameOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

function covers(allowed: URL, url: URL): boolean {
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return nameOf(allowed) === nameOf(url) && (allowed.port === '' || allowed.port === port);
}

/** `ftp:` has a default port that no application uses, so that `:80` and `:443` are kept when they are given. */
function hostOf(entry: string): URL {
  const bare = entry
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '');
  const written = isIP(bare) === 6 ? `[${bare}]` : bare;
  const url = URL.parse(`ftp://${written}`);
  if (!url || url.hostname === '' || url.pathname !== '/' || /[*@?#\s]/.test(bare)) {
    throw new SetupError(
      'A host to allow is a name or an address, with a port or without: app.example.com or 10.0.0.5:8080.',
    );
  }
  return url;
}

async function resolve(name: string): Promise<Admitted['addresses']> {
  const family = isIP(name);
  if (family !== 0) return [{ address: name, family: family === 6 ? 6 : 4 }];
  try {
    const found = await lookup(name, { all: true });
    return found.map(({ address, family: one }) => ({ address, family: one === 6 ? 6 : 4 }));
  } catch {
    // RFC 6761: these mean this machine, whether or not the resolver knows.
    if (name === 'localhost' || name.endsWith('.localhost')) return [{ address: '127.0.0.1', family: 4 }];
    throw new SetupError(`The host name ${name} cannot be resolved: look at the base URL.`);
  }
}
