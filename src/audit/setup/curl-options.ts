import { SetupError } from '../setup-error.ts';

/** An option of curl by its long name, with its value if it takes one; what is no option has the name `url`. */
export interface CurlOption {
  readonly name: string;
  readonly value: string;
}

/** By its letter. */
const SHORT: Readonly<Record<string, string>> = {
  A: 'user-agent',
  b: 'cookie',
  c: 'cookie-jar',
  d: 'data',
  D: 'dump-header',
  e: 'referer',
  f: 'fail',
  F: 'form',
  g: 'globoff',
  G: 'get',
  H: 'header',
  i: 'include',
  I: 'head',
  j: 'junk-session-cookies',
  k: 'insecure',
  L: 'location',
  m: 'max-time',
  n: 'netrc',
  N: 'no-buffer',
  o: 'output',
  O: 'remote-name',
  s: 'silent',
  S: 'show-error',
  T: 'upload-file',
  u: 'user',
  v: 'verbose',
  w: 'write-out',
  x: 'proxy',
  X: 'request',
  Z: 'parallel',
  '0': 'http1.0',
  '4': 'ipv4',
  '6': 'ipv6',
  '#': 'progress-bar',
};

/** Those with a value that decide what is sent, and those that do not. */
const VALUED = new Set(
  `cookie data data-ascii data-binary data-raw data-urlencode form form-string header json oauth2-bearer referer request
   upload-file url url-query user user-agent config
   cacert capath cert cert-type ciphers connect-timeout connect-to cookie-jar dump-header interface key key-type limit-rate
   max-filesize max-redirs max-time noproxy output output-dir proxy proxy-header proxy-user proto proto-default resolve retry
   retry-delay retry-max-time speed-limit speed-time stderr tls-max tls13-ciphers trace trace-ascii unix-socket write-out`.split(
    /\s+/,
  ),
);

const FLAGS = new Set(
  `alt-svc anyauth basic compressed compressed-ssh digest fail fail-early fail-with-body get globoff head http0.9 http1.0 http1.1
   http2 http2-prior-knowledge http3 http3-only include insecure ipv4 ipv6 junk-session-cookies location location-trusted netrc
   no-buffer no-keepalive no-progress-meter no-sessionid parallel path-as-is post301 post302 post303 progress-bar proto-redir
   remote-name retry-all-errors retry-connrefused show-error show-headers silent ssl-no-revoke ssl-reqd styled-output
   tcp-fastopen tcp-nodelay tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding verbose`.split(/\s+/),
);

/** Reads what follows `curl`. Throws `SetupError` for an option that is unknown, or has lost its value. */
export function curlOptions(words: readonly string[]): CurlOption[] {
  const found: CurlOption[] = [];
  let at = 0;
  const take = (typed: string): string => {
    const value = words[at];
    if (value === undefined) throw new SetupError(`curl's ${typed} has lost its value: was it pasted whole?`);
    at += 1;
    return value;
  };
  while (at < words.length) {
    const word = words[at] ?? '';
    at += 1;
    if (word.startsWith('--') && word.length > 2) {
      const name = word.slice(2);
      if (VALUED.has(name)) found.push({ name, value: take(word) });
      else if (FLAGS.has(name) || FLAGS.has(name.replace(/^no-/, ''))) found.push({ name, value: '' });
      else throw unknown(word);
    } else if (word.startsWith('-') && word.length > 1 && word !== '--') {
      for (let letter = 1; letter < word.length; letter += 1) {
        const typed = word.charAt(letter);
        const name = Object.hasOwn(SHORT, typed) ? SHORT[typed] : undefined;
        if (name === undefined) throw unknown(`-${typed}`);
        if (!VALUED.has(name)) {
          found.push({ name, value: '' });
          continue;
        }
        const attached = word.slice(letter + 1);
        found.push({ name, value: attached === '' ? take(`-${typed}`) : attached });
        break;
      }
    } else if (word !== '--') found.push({ name: 'url', value: word });
  }
  return found;
}

function unknown(typed: string): SetupError {
  const name = /^--?[\w#.-]{1,30}$/.test(typed) ? typed : 'an option that is not shown';
  return new SetupError(`the curl command has ${name}, which is not understood here; leave it out`);
}
