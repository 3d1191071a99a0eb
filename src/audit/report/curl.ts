import type { Exchange } from '../outcome.ts';
import { piecesOf, Variables, type Piece } from './placeholders.ts';

/** A command that repeats a request, and the variables it wants. */
export interface Curl {
  readonly command: string;
  /** `ACCESS`, and the kind of secret it stands for, in order of appearance. */
  readonly variables: readonly { readonly name: string; readonly kind: string }[];
}

/** What curl says by itself, or what would keep the answer from being read. */
const OWN = new Set([
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
  'accept-encoding',
  'expect',
]);
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
/** In double quotes these mean something to bash, or to its history. */
const SPECIAL = /["$`\\!]/;
/** What must not reach a terminal, or the eye, as it is. A line feed may. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * The request of `exchange` as a command for bash. Whatever a request holds stays an argument: nothing of it is a command, an
 * option or a file name. A NUL, which no argument can hold, is left out with a word about it.
 */
export function curlOf({ request }: Exchange): Curl {
  const { method, url, headers, body } = request;
  const variables = new Variables();
  const quoted = (text: string): string => wordOf(text, variables);
  const parts: string[] = ['curl -i'];
  if (/[[\]{}]/.test(url)) parts.push('--globoff');
  if (method === 'HEAD') parts.push('--head');
  else if (method !== (body === undefined ? 'GET' : 'POST')) parts.push(`-X ${quoted(method)}`);
  for (const [name, value] of headers) {
    if (OWN.has(name.toLowerCase()) || !TOKEN.test(name)) continue;
    // Without a value curl takes the colon for "leave this header out".
    parts.push(`-H ${quoted(value.trim() === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  if (body !== undefined) {
    // Curl would call it a form.
    if (!headers.some(([name]) => name.toLowerCase() === 'content-type')) parts.push(`-H 'Content-Type:'`);
    parts.push(`--data-raw ${quoted(body)}`);
  }
  parts.push(/^https?:/i.test(url) ? quoted(url) : `--url ${quoted(url)}`);
  const command = parts.join(' \\\n  ');
  const all = [url, body ?? '', ...headers.map(([, value]) => value)].join('\n');
  const note = all.includes('\0') ? '# Without its NUL characters, which no argument can hold.\n' : '';
  return { command: note + command, variables: variables.all() };
}

/** `text` as one word of bash, in which `<access #1>` is `$ACCESS`. */
function wordOf(text: string, variables: Variables): string {
  const pieces = piecesOf(text.replaceAll('\0', ''));
  const isPlain = (piece: Piece): boolean =>
    !('text' in piece) || !(SPECIAL.test(piece.text) || isUnseen(piece.text));
  const inOne = pieces.some((piece) => 'kind' in piece) && pieces.every(isPlain);
  const words = pieces.map((piece, at) => {
    if ('text' in piece) return inOne ? piece.text : literal(piece.text);
    const name = variables.of(piece);
    return inOne ? reference(name, pieces[at + 1]) : `"$${name}"`;
  });
  return inOne ? `"${words.join('')}"` : words.join('');
}

/** `$ACCESS`, in braces where what follows would be taken for more of its name. */
function reference(variable: string, next: Piece | undefined): string {
  return next && (!('text' in next) || /^\w/.test(next.text)) ? `\${${variable}}` : `$${variable}`;
}

function literal(text: string): string {
  if (isUnseen(text)) return `$'${Array.from(text, ansiC).join('')}'`;
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function isUnseen(text: string): boolean {
  return UNSEEN.test(text.replaceAll('\n', ''));
}

/** One character between `$'` and `'`: by its bytes, when it is not to be seen. */
function ansiC(one: string): string {
  if (one === "'" || one === '\\') return `\\${one}`;
  if (one === '\n') return String.raw`\n`;
  if (!UNSEEN.test(one)) return one;
  return [...Buffer.from(one, 'utf8')].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
