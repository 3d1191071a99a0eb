import { ConfigError } from '../errors.ts';

/** Names that mean this machine or this network, whoever is asked. */
const INSIDE = /\.(localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa)$/i;
/** IPv4 that is not the Internet (RFC 6890): this host, private, shared, loopback, link-local, test, multicast, reserved. */
const PRIVATE_V4 =
  /^(0|10|127|22[4-9]|23\d|24\d|25[0-5])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\.|^192\.(168|0\.0|0\.2|88\.99)\.|^198\.(1[89]|51\.100)\.|^203\.0\.113\./;
/** Of the IPv6 that begins with 2 or 3: special uses (2001::/23), documentation, and 6to4, which may hide a private IPv4. */
const PRIVATE_V6 = /^\[(2001:([\da-f]{0,2}|1[\da-f]{2}|db8):|2002:|3fff:[\da-f]{0,3}:)/i;

/** The URL that keys are fetched from. Throws `ConfigError` for one that is not of the Internet or has no TLS. */
export function checkKeySetUrl(where: string, given: string | URL, allowsPrivate: boolean): URL {
  if (!URL.canParse(String(given))) throw new ConfigError(`${where} is no URL`);
  const url = new URL(given);
  if (url.username !== '' || url.password !== '') throw new ConfigError(`${where} must not hold a password`);
  if (url.protocol !== 'https:' && !(allowsPrivate && url.protocol === 'http:')) {
    throw new ConfigError(
      `${where} must begin with https: whoever can change the keys on their way can sign tokens`,
    );
  }
  if (!allowsPrivate && isPrivate(url.hostname)) {
    throw new ConfigError(
      `${where} is on a private network; if that is meant, say so with [ALLOW_KEYS_FROM_A_PRIVATE_NETWORK]: true`,
    );
  }
  return url;
}

/** Whether a host, as `URL` spells it, is not one of the Internet. */
function isPrivate(host: string): boolean {
  if (host.startsWith('[')) return !/^\[[23]/.test(host) || PRIVATE_V6.test(host);
  // A final dot says only that the name is complete.
  const name = host.replace(/\.+$/, '');
  if (/^[\d.]+$/.test(name)) return PRIVATE_V4.test(name);
  return INSIDE.test(name) || !name.includes('.');
}
