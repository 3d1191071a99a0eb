import { headersNamed, type Pairs } from '../network/content.ts';
import { readSetCookie } from '../cookies/cookie.ts';
import { json } from '../people/captured.ts';
import { Concealer, type Name } from './conceal.ts';
import { formsOf } from './forms.ts';
import { walk } from '../judging/likeness.ts';

/** What is shorter cannot be told from ordinary text. */
const SHORTEST = 4;
/** A field with such a name holds a secret, whether or not the plan captures it. */
const SECRET_FIELD = /token|secret|session|csrf|xsrf|jwt|sid$|^code$|passw|api_?key|otp|ticket|nonce/i;

/**
 * Every secret that an audit has met, each with the name that stands for it in the outcome. What is sent and what comes back
 * passes here, so that nothing has to be remembered twice.
 */
export class Secrets {
  readonly #names = new Map<string, Name & { named?: boolean }>();
  readonly #counts = new Map<string, number>();
  readonly #concealer = new Concealer();

  /** Remembers a secret. `kind` names it: "access" makes `<access #1>`, then `<access #2>`. A name that it has is kept. */
  add(kind: string, value: string): void {
    if (value.length >= SHORTEST && !this.#names.has(value)) this.#learn(value, this.#numbered(kind));
  }

  /** Remembers a secret by the name that the plan has for it, which goes before what a request or an answer calls it. */
  addNamed(kind: string, value: string): void {
    if (value.length < SHORTEST || this.#names.get(value)?.named === true) return;
    this.#learn(value, this.#numbered(kind), true);
  }

  /** Remembers what is personal, and goes before every other name: it is shown as `<canary>`. */
  addCanary(value: string): void {
    if (value.length >= SHORTEST) this.#learn(value, '<canary>', true);
  }

  /** Remembers the credentials in the headers of a request. */
  ofRequest(headers: Pairs): void {
    for (const name of ['authorization', 'proxy-authorization']) {
      for (const value of headersNamed(headers, name)) {
        const [, credentials = value] = /^\S+\s+(.+)$/.exec(value) ?? [];
        this.add('credential', credentials);
        if (/^basic\s/i.test(value))
          this.add(
            'password',
            Buffer.from(credentials, 'base64')
              .toString()
              .replace(/^[^:]*:/, ''),
          );
      }
    }
    for (const text of headersNamed(headers, 'cookie')) {
      for (const pair of text.split(/;\s*/)) {
        const at = pair.indexOf('=');
        this.add(`cookie ${pair.slice(0, Math.max(at, 0))}`.trim(), pair.slice(at + 1));
      }
    }
    for (const [name, value] of headers) if (SECRET_FIELD.test(name)) this.add(name.toLowerCase(), value);
  }

  /** Remembers what a URL and a body call a token or a password. */
  ofQuery(url: URL, body: string | undefined): void {
    const fields = [...url.searchParams, ...new URLSearchParams(body ?? '')];
    for (const [name, value] of fields) if (SECRET_FIELD.test(name)) this.add(name, value);
    const leaves: [path: string, leaf: unknown][] = [];
    walk(json(body ?? ''), '', leaves);
    for (const [path, leaf] of leaves) {
      const name = path.slice(path.lastIndexOf('.') + 1);
      if (typeof leaf === 'string' && SECRET_FIELD.test(name)) this.add(name, leaf);
    }
  }

  /** Remembers the cookies that an answer sets, and what its body calls a token. */
  ofAnswer(headers: Pairs, text: string): void {
    for (const line of headersNamed(headers, 'set-cookie')) {
      // Over HTTPS to nowhere in particular: what a browser would refuse here may be a secret all the same.
      const cookie = readSetCookie(
        line.replaceAll(/;\s*domain=[^;]*/gi, ''),
        new URL('https://host/'),
        Date.now(),
      );
      if (cookie && cookie.expires !== 0) this.add(`cookie ${cookie.name}`, cookie.value);
    }
    for (const [, name = '', value = ''] of text.matchAll(
      /"([\w-]{2,40})"\s*:\s*"((?:[^"\\\s]|\\.){12,8192})"/g,
    )) {
      if (SECRET_FIELD.test(name)) this.add(name, unquoted(value));
    }
    for (const [tag] of text.matchAll(/<(?:input|meta)\b[^>]{0,2000}>/gi)) {
      const name = /\bname=["']?([\w.-]+)/i.exec(tag)?.[1] ?? '';
      const value = /\b(?:value|content)=["']?([^"'>\s]{12,})/i.exec(tag)?.[1];
      if (value !== undefined && SECRET_FIELD.test(name)) this.add(name, value);
    }
  }

  /** The text with the name of each secret in its place, in whatever way it is written there. */
  conceal(text: string): string {
    return this.#concealer.conceal(text);
  }

  #numbered(kind: string): string {
    const plain = kind.replaceAll(/[^\w .:-]/g, '_').replace(/^[^A-Za-z]+/, '');
    const base = plain === '' ? 'secret' : plain.slice(0, 50);
    const count = (this.#counts.get(base) ?? 0) + 1;
    this.#counts.set(base, count);
    return `<${base} #${count}>`;
  }

  #learn(value: string, text: string, named = false): void {
    const known = this.#names.get(value);
    if (known) {
      Object.assign(known, { text, named });
      return;
    }
    const name = { text, named };
    this.#names.set(value, name);
    for (const form of formsOf(value)) this.#concealer.learn(form, name);
  }
}

function unquoted(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
