/**
 * A place in a store's log of revocations. Generations only grow, and within one the sequence counts every
 * append, so two positions of one incarnation compare without a clock.
 */
export interface Position {
  readonly generation: number;
  readonly sequence: number;
}

/** By how much a generation is later than the one before it, at most. */
const LEAP = 1_000;

/**
 * The generation after those. By how much it is later is left to chance: of two servers that were cut off from each other,
 * each goes on in a generation of its own, and nobody must take a place in the one log for a place in the other.
 */
export function nextGeneration(...before: readonly number[]): number {
  const [chance = 0] = crypto.getRandomValues(new Uint32Array(1));
  return Math.max(...before) + 1 + (chance % LEAP);
}

/** A position together with the incarnation it belongs to, as `incarnation.generation.sequence`. */
export type Cursor = string;

/** Later than any place in a log: where something began that no log knows of. */
export const UNPLACED: Position = { generation: Number.MAX_SAFE_INTEGER, sequence: Number.MAX_SAFE_INTEGER };

/** Negative when `a` comes before `b`, 0 when they are the same place, positive when it comes after. */
export function comparePositions(a: Position, b: Position): number {
  return a.generation - b.generation || a.sequence - b.sequence;
}

/** `generation.sequence`, as in the claims `rv` and `rv0`. */
export function formatPosition(position: Position): string {
  return `${position.generation}.${position.sequence}`;
}

export function parsePosition(text: unknown): Position | undefined {
  const parts = typeof text === 'string' ? /^(\d{1,9})\.(\d{1,15})$/.exec(text) : null;
  return parts ? { generation: Number(parts[1]), sequence: Number(parts[2]) } : undefined;
}

export function formatCursor(incarnation: string, position: Position): Cursor {
  return `${incarnation}.${formatPosition(position)}`;
}

export function parseCursor(cursor: unknown): { incarnation: string; position: Position } | undefined {
  if (typeof cursor !== 'string') return undefined;
  const dot = cursor.indexOf('.');
  const position = parsePosition(cursor.slice(dot + 1));
  return dot > 0 && position ? { incarnation: cursor.slice(0, dot), position } : undefined;
}
