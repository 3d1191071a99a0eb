import { decoded } from '../texts/decoded.ts';

/** What is shorter would be found in texts that have nothing to do with it. */
const LEAST_PART = 8;

/**
 * The ways in which a secret may be written in a request, an answer or a message: as it is, decoded, in a URL, in JSON, in HTML,
 * in base64 (at each of the three places it may have inside something longer), and its parts, which betray as much: the
 * signature and the payload of a JWT, the id in a signed cookie.
 */
export function formsOf(secret: string): Set<string> {
  const forms = new Set<string>();
  const plain = decoded(secret);
  for (const text of new Set([secret, plain, ...partsOf(secret), ...partsOf(plain)])) {
    for (const form of [text, ...inUrl(text), ...inJson(text), inHtml(text), ...inBase64(text)])
      forms.add(form);
  }
  return forms;
}

/** Half of a character cannot be encoded; such a secret goes nowhere near a URL. */
function percentEncoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Of `id.signature`, `s:id.signature`, `header.payload.signature`: all but a JWT's header, which says nothing. */
function partsOf(text: string): string[] {
  const parts = text.split(/[.:|~!]|--/);
  const own = parts.length === 3 && (parts[0] ?? '').startsWith('eyJ') ? parts.slice(1) : parts;
  return own.length === 1 && parts.length === 1 ? [] : own.filter((part) => part.length >= 2 * LEAST_PART);
}

function inUrl(text: string): string[] {
  const encoded = percentEncoded(text);
  const form = encoded.replaceAll('%20', '+');
  const strict = encoded.replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return [encoded, form, strict].flatMap((one) => [
    one,
    one.replaceAll(/%[\dA-F]{2}/g, (hex) => hex.toLowerCase()),
  ]);
}

function inJson(text: string): string[] {
  const plain = JSON.stringify(text).slice(1, -1);
  const ascii = plain.replaceAll(
    /[\u0080-\uffff<>&'+]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [plain, plain.replaceAll('/', String.raw`\/`), ascii, JSON.stringify(plain).slice(1, -1)];
}

function inHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** The characters in the middle are the same whatever stands before and behind; those at the edges are left out. */
function inBase64(text: string): string[] {
  const bytes = Buffer.from(text);
  const found = [bytes.toString('base64'), bytes.toString('base64url')];
  for (const shift of [0, 1, 2]) {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const whole = Math.floor(((shift + bytes.length) * 8) / 6);
    const middle = encoded.slice(Math.ceil((shift * 8) / 6), whole);
    found.push(middle, middle.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return found.filter((form) => form.length >= LEAST_PART);
}
