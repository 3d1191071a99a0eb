import { SetupError } from '../setup-error.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001B',
  E: '\u001B',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const CODED =
  /^\\(?:x(?<byte>[\dA-Fa-f]{1,2})|u(?<short>[\dA-Fa-f]{1,4})|U(?<long>[\dA-Fa-f]{1,8})|(?<octal>[0-7]{1,3})|c(?<control>.))/s;

/**
 * What bash's `$'…'` means, from behind its opening quote, and where it ends. Firefox writes é as `\xe9`, where bash
 * means a byte: bytes that are UTF-8 are read as such, and others as the character of that number.
 */
export function ansiC(text: string, start: number): [value: string, end: number] {
  let value = '';
  let bytes: number[] = [];
  let at = start;
  const flush = (): void => {
    if (bytes.length > 0) value += fromBytes(bytes);
    bytes = [];
  };
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === "'") {
      flush();
      return [value, at + 1];
    }
    const coded = char === '\\' ? CODED.exec(text.slice(at, at + 10)) : null;
    const { byte, octal } = coded?.groups ?? {};
    if (coded && (byte !== undefined || octal !== undefined)) {
      bytes.push(byte === undefined ? Number.parseInt(octal ?? '', 8) % 256 : Number.parseInt(byte, 16));
      at += coded[0].length;
      continue;
    }
    flush();
    if (coded) [value, at] = [value + character(coded.groups ?? {}), at + coded[0].length];
    else if (char !== '\\') [value, at] = [value + char, at + 1];
    else {
      const next = text.charAt(at + 1);
      value += Object.hasOwn(SIMPLE, next) ? SIMPLE[next] : /['"\\?]/.test(next) ? next : `\\${next}`;
      at += 2;
    }
  }
  throw new SetupError("the curl command has an open $': was it pasted whole?");
}

function character({ short, long, control }: Record<string, string | undefined>): string {
  if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) % 32);
  const code = Number.parseInt(short ?? long ?? '', 16);
  // Half of a pair stays as it is: the other half follows.
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '\uFFFD';
}

function fromBytes(bytes: readonly number[]): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return String.fromCharCode(...bytes);
  }
}
