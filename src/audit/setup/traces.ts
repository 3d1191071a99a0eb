import type { Capture } from '../plan.ts';
import type { Answer } from './answer.ts';
import { leavesOf } from './leaves.ts';
import { tokensOf } from './tokens.ts';

/** Values of a recorded answer that later requests may repeat, and where they were. */
export interface Traces {
  readonly captures: readonly Capture[];
  readonly values: ReadonlyMap<string, Capture>;
}

const SHORTEST = 8;
const MOST = 200;

/** What the answer to a recorded login held. An id of a session may be short: it is often a part of a path later. */
export function tracesOf(answer: Answer | undefined): Traces {
  const values = new Map<string, Capture>();
  if (!answer) return { captures: [], values };
  const { access, refresh } = tokensOf(answer);
  for (const found of [access, refresh])
    if (found) values.set(found.value.replace(/^Bearer\s+/i, ''), found.capture);
  const taken = new Set(['access', 'refresh', 'user', 'password', 'csrf']);
  for (const { path, name, value } of leavesOf(answer.text)) {
    const long = value.length >= SHORTEST && !/\s/.test(value) && !/^(?:https?:|\d{4}-\d\d-)/.test(value);
    if (values.size >= MOST || values.has(value) || !(long || /session|sid$|device/i.test(path))) continue;
    const called = unused(name.replaceAll(/\W/g, '') || 'value', taken);
    values.set(value, { name: called, from: { kind: 'json', path } });
  }
  return { captures: [...values.values()], values };
}

function unused(name: string, taken: Set<string>): string {
  const base = /^\d/.test(name) ? `value${name}` : name;
  let other = base;
  for (let count = 2; taken.has(other); count += 1) other = `${base}${count}`;
  taken.add(other);
  return other;
}
