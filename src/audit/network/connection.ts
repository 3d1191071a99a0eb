import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Admitted } from './gate.ts';

/**
 * Opens a connection to where `url` was admitted, and to nowhere else: the name is not looked up again, and the other end is
 * compared with what was admitted once it is there. A certificate is checked except on this machine, where it may be
 * anybody's. Rejects with the socket's error, or with the reason of `signal`.
 */
export async function connect(url: URL, admitted: Admitted, signal: AbortSignal): Promise<Socket> {
  signal.throwIfAborted();
  const secure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const to = {
    host,
    port: Number(url.port === '' ? (secure ? 443 : 80) : url.port),
    lookup: pinned(admitted),
    autoSelectFamily: true,
    noDelay: true,
  };
  const name = /[a-z]/i.test(host) && !host.includes(':') ? { servername: host.replace(/\.$/, '') } : {};
  const socket = secure
    ? connectTls({ ...to, ...name, rejectUnauthorized: !admitted.loopback, ALPNProtocols: ['http/1.1'] })
    : connectTcp(to);
  const abandon = (): void => void socket.destroy(signal.reason as Error);
  signal.addEventListener('abort', abandon, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once(secure ? 'secureConnect' : 'connect', resolve);
      socket.once('error', reject);
    });
  } finally {
    signal.removeEventListener('abort', abandon);
  }
  const there = plain(socket.remoteAddress ?? '');
  if (!admitted.addresses.some(({ address }) => plain(address) === there)) {
    socket.destroy();
    throw new Error('The connection went to another address than the one that was checked');
  }
  // From here on it is the request that reports errors; one that comes in between must not end the process.
  socket.on('error', () => undefined);
  return socket;
}

type Found = (
  error: Error | null,
  address: string | { address: string; family: number }[],
  family?: number,
) => void;

function pinned({ addresses }: Admitted) {
  return (_name: string, options: { all?: boolean | undefined }, found: Found): void => {
    const [first] = addresses;
    if (!first) found(new Error('The host has no address'), []);
    else if (options.all === true) found(null, [...addresses]);
    else found(null, first.address, first.family);
  };
}

/** An IPv4 address that is written as an IPv6 one is the same; so is `::1` however it is spelled. */
function plain(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  return bare.includes(':') ? (URL.parse(`http://[${bare}]`)?.hostname ?? bare) : bare;
}
