import { json } from '../people/captured.ts';
import { header } from '../network/content.ts';
import type { Reply } from '../network/wire.ts';

/** An answer in pieces that can be compared: `where=what` of JSON, the texts between tags and line ends of anything else. */
export interface View {
  readonly kind: 'json' | 'text';
  readonly pieces: readonly string[];
  /** JSON without its values: `user.id:number`. Empty for a text. */
  readonly shape: ReadonlySet<string>;
}

/** So many pieces are looked at. */
const MOST = 4_000;

/** What differs between any two answers and means nothing: instants, UUIDs, long hexadecimal and random texts. */
const PASSING =
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?|\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT|[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|\b[\da-f]{16,}\b|\b\d{9,}\b|\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{22,}={0,2}/gi;

/** Takes an answer apart. */
export function viewOf(reply: Reply): View {
  const value = /json/i.test(header(reply.headers, 'content-type') ?? 'json') ? json(reply.text) : undefined;
  if (typeof value !== 'object' || value === null) {
    const pieces = reply.text
      .split(/[\n\r<>]+/)
      .map((line) => lasting(line.trim()))
      .filter((line) => line !== '');
    return { kind: 'text', pieces: pieces.slice(0, MOST), shape: new Set() };
  }
  const leaves: [path: string, leaf: unknown][] = [];
  walk(value, '', leaves);
  return {
    kind: 'json',
    pieces: leaves.map(([path, leaf]) => `${path}=${lasting(JSON.stringify(leaf) ?? '')}`),
    shape: new Set(leaves.map(([path, leaf]) => `${path}:${leaf === null ? 'null' : typeof leaf}`)),
  };
}

/** Every leaf of a JSON value with the way to it. */
export function walk(value: unknown, path: string, leaves: [path: string, leaf: unknown][]): void {
  if (leaves.length >= MOST) return;
  const children = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (children.length === 0) leaves.push([path, typeof value === 'object' && value !== null ? '' : value]);
  for (const [name, child] of children) walk(child, path === '' ? name : `${path}.${name}`, leaves);
}

/** From 0, nothing in common, to 1, the same. `ignored` are pieces that come and go between equal requests. */
export function likeness(one: View, other: View, ignored: ReadonlySet<string>): number {
  if (one.kind !== other.kind) return 0;
  const left = one.pieces.filter((piece) => !ignored.has(place(piece)));
  const right = counted(other.pieces.filter((piece) => !ignored.has(place(piece))));
  const size = left.length + [...right.values()].reduce((sum, count) => sum + count, 0);
  if (size === 0) return 1;
  let common = 0;
  for (const piece of left) {
    const count = right.get(piece) ?? 0;
    if (count > 0) common += 1;
    right.set(piece, count - 1);
  }
  return (2 * common) / size;
}

/** The same for the shapes of JSON alone. */
export function shapeLikeness(one: View, other: View): number {
  if (one.kind !== 'json' || other.kind !== 'json') return 0;
  const common = [...one.shape].filter((part) => other.shape.has(part)).length;
  const size = one.shape.size + other.shape.size;
  return size === 0 ? 1 : (2 * common) / size;
}

/** What differs between two answers to the same request: of JSON the places, of a text the pieces themselves. */
export function changing(one: View, other: View): Set<string> {
  const first = new Set(one.pieces);
  const second = new Set(other.pieces);
  const differing = [...first]
    .filter((piece) => !second.has(piece))
    .concat([...second].filter((piece) => !first.has(piece)));
  return new Set(differing.map(place));
}

/** A place in JSON stays the same when its value changes; a text has only its words. */
function place(piece: string): string {
  return /^[^=\s<]*(?==["\d{[tfn-])/.exec(piece)?.[0] ?? piece;
}

function lasting(text: string): string {
  return text.replaceAll(PASSING, '*');
}

function counted(pieces: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const piece of pieces) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  return counts;
}
