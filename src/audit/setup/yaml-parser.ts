import type { Document, LineCounter, Node as YamlNode } from 'yaml';
import { SetupError } from '../setup-error.ts';

/** A value of a file, and where it stands. */
export type Node = Place &
  (
    | {
        readonly kind: 'map';
        readonly entries: readonly { readonly key: string; readonly at: Place; readonly value: Node }[];
      }
    | { readonly kind: 'list'; readonly items: readonly Node[] }
    | { readonly kind: 'scalar'; readonly value: string | number | boolean | null }
  );

export interface Place {
  readonly line: number;
  readonly column: number;
}

const LONGEST = 1_000_000;
const MOST = 20_000;
const DEEPEST = 60;

/** Parses a YAML (or JSON) document. Throws `SetupError` with the line and the column of what is wrong. */
export async function parseYaml(
  text: string,
  name: string,
): Promise<Document.Parsed & { readonly lines: LineCounter }> {
  const yaml = await library();
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    strict: true,
    uniqueKeys: true,
  });
  const [problem] = document.errors;
  if (problem) {
    const { line, col } = lines.linePos(problem.pos[0]);
    const [what = ''] = problem.message.split('\n');
    // What is quoted there may be a part of a password.
    throw new SetupError(`${name}:${line}:${col}: ${what.replaceAll(/"[^"]*"/g, '"…"')}`);
  }
  return Object.assign(document, { lines });
}

/** The values of a YAML (or JSON) document with their places. Throws `SetupError` for what is none, or is none of ours. */
export async function treeOf(text: string, name: string): Promise<Node> {
  if (text.length > LONGEST) throw new SetupError(`${name} is longer than 1 MB`);
  const { isAlias, isMap, isScalar, isSeq } = await library();
  const document = await parseYaml(text, name);
  let count = 0;
  const place = (node: YamlNode | null): Place => {
    const { line, col } = document.lines.linePos(node?.range?.[0] ?? 0);
    return { line, column: col };
  };
  const convert = (given: YamlNode | null, depth: number): Node => {
    const node = isAlias(given) ? (given.resolve(document) ?? null) : given;
    const at = place(given);
    const wrong = (what: string): SetupError => new SetupError(`${name}:${at.line}:${at.column}: ${what}`);
    count += 1;
    if (count > MOST || depth > DEEPEST) throw wrong('there is too much in it');
    if (isAlias(given) && node === null) throw wrong('this * has no & that it could mean');
    if (isMap(node)) {
      const entries = node.items.map(({ key, value }) => {
        if (!isScalar(key) || typeof key.value !== 'string') throw wrong('a key has to be a word');
        return { key: key.value, at: place(key), value: convert(value as YamlNode | null, depth + 1) };
      });
      return { ...at, kind: 'map', entries };
    }
    if (isSeq(node))
      return {
        ...at,
        kind: 'list',
        items: node.items.map((one) => convert(one as YamlNode | null, depth + 1)),
      };
    const value: unknown = isScalar(node) ? node.value : null;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return { ...at, kind: 'scalar', value };
    if (value === null) return { ...at, kind: 'scalar', value };
    throw wrong('this is neither text, a number, a list nor a map');
  };
  return convert(document.contents, 0);
}

async function library(): Promise<typeof import('yaml')> {
  return import('yaml').catch(() => {
    throw new SetupError('reading this needs the package "yaml": npm install yaml');
  });
}
