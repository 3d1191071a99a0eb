import { SetupError } from '../setup-error.ts';
import type { Environment } from './shell-words.ts';
import { nearest } from './nearest.ts';
import type { Node, Place } from './yaml-parser.ts';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads the values of a set-up file, and says where it is wrong. */
export class FileReader {
  /** What `$NAME` stood for: secrets, all of them. */
  readonly variables: Record<string, string> = {};
  readonly #name: string;
  readonly #env: Environment;

  constructor(name: string, env: Environment) {
    this.#name = name;
    this.#env = env;
  }

  wrong({ line, column }: Place, what: string): SetupError {
    return new SetupError(`${this.#name}:${line}:${column}: ${what}`);
  }

  /** The members of a map, all of them known. */
  members<K extends string>(node: Node, what: string, known: readonly K[]): Map<K, Node> {
    if (node.kind !== 'map') throw this.wrong(node, `${what} has to be a map such as {${known[0]}: …}`);
    const found = new Map<K, Node>();
    for (const { key, at, value } of node.entries) {
      const own = known.find((one) => one === key);
      if (own === undefined) {
        const meant = nearest(key, known);
        const help = meant === undefined ? `it takes ${known.join(', ')}` : `did you mean ${meant}?`;
        throw this.wrong(at, `${what} has no key ${shown(key)}; ${help}`);
      }
      found.set(own, value);
    }
    return found;
  }

  list(node: Node): readonly Node[] {
    return node.kind === 'list' ? node.items : [node];
  }

  /** A text as it is written. */
  raw(node: Node, what: string): string {
    if (node.kind !== 'scalar' || node.value === null) throw this.wrong(node, `${what} has to be a text`);
    return String(node.value);
  }

  /**
   * A text in which `$NAME` is what it stands for, and `$$` a dollar. For what is no part of a request. A name in small letters
   * is written as `${name}`: GraphQL has `$name` for something else.
   */
  literal(node: Node, what: string): string {
    return this.#expanded(node, this.raw(node, what), (_, value) => value);
  }

  /** A text in which `$NAME` is a variable of the plan, so that it is encoded as its place needs it, and kept secret. */
  template(node: Node, what: string): string {
    return this.#expanded(node, this.raw(node, what), (name, value) => {
      this.variables[name] = value;
      return `{${name}}`;
    });
  }

  /** Any JSON value, with the texts in it as templates. */
  json(node: Node): unknown {
    if (node.kind === 'list') return node.items.map((one) => this.json(one));
    if (node.kind === 'map')
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, this.json(value)]));
    return typeof node.value === 'string' ? this.template(node, 'a value') : node.value;
  }

  /** `0s`, `500ms`, `15m`, `1h`, `2d`: ms. */
  duration(node: Node, what: string): number {
    const ms = durationOf(this.raw(node, what));
    if (ms === undefined) throw this.wrong(node, `${what} has to be a duration such as 0s, 30s, 15m or 1h`);
    return ms;
  }

  /** One of several words. */
  word<W extends string>(node: Node, what: string, words: readonly W[]): W {
    const text = this.raw(node, what);
    const own = words.find((one) => one === text);
    if (own === undefined) throw this.wrong(node, `${what} has to be ${words.join(' or ')}`);
    return own;
  }

  #expanded(node: Node, text: string, put: (name: string, value: string) => string): string {
    return text.replaceAll(
      /\$(?:\$|([A-Z_][A-Z\d_]*)(?![a-z])|\{([A-Za-z_]\w*)\})/g,
      (whole, bare?: string, braced?: string) => {
        const name = bare ?? braced;
        if (name === undefined) return whole.slice(1);
        const value = Object.hasOwn(this.#env, name) ? this.#env[name] : undefined;
        if (value === undefined || value === '')
          throw this.wrong(node, `the environment variable ${name} is not set (a dollar is written as $$)`);
        return put(name, value);
      },
    );
  }
}

/** `15m` in ms; undefined for what is no duration. */
export function durationOf(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)$/.exec(text) ?? [];
  const factor = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
  if (text === '0') return 0;
  return number === undefined || factor === undefined ? undefined : Math.round(Number(number) * factor);
}

function shown(key: string): string {
  return /^[\w-]{1,30}$/.test(key) ? key : '(not shown, in case it is a secret)';
}
