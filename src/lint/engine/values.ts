import type { Call } from './ast.ts';
import type { Func, Opaque, Origin, Value } from './types.ts';

export const UNKNOWN: Opaque = opaque({ kind: 'unknown', name: '' });

export function opaque(origin: Origin, path: readonly string[] = [], call?: Opaque['call']): Opaque {
  return { kind: 'opaque', origin, path, call };
}

/** One step on from something opaque, by a call. */
export function following(from: Opaque, step: '()' | 'new', node: Call, func: Func): Opaque {
  const path = [...from.path, step];
  return { kind: 'opaque', origin: from.origin, path, call: { node, func, at: path.length } };
}

/** Whether anything is known of it, if only where it comes from. */
export function isKnown(value: Value): boolean {
  if (value.kind === 'literal') return value.value !== null;
  return value.kind !== 'opaque' || value.origin.kind !== 'unknown' || value.origin.name !== '';
}
