import type { Program } from '../engine/program.ts';
import { reachOf } from '../effects/reach.ts';
import { logoutsOf } from '../entries/logouts.ts';
import type { Finding } from '../finding.ts';
import { mayMeet, spelled } from '../keys/shape.ts';
import { recordUses } from '../keys/records.ts';
import { keyUses, type KeyUse } from '../keys/uses.ts';
import type { Func } from '../engine/types.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { saysRevoked, wordsOf } from '../words.ts';

export const revokeKeyMismatch: Rule = {
  id: 'revoke-key-mismatch',
  level: 'error',
  summary: 'A logout writes or deletes under another key than the one that is read: it revokes nothing.',
  cwe: ['CWE-613', 'CWE-670'],
  asvs: '7.4.1',
  check: keyMismatches,
};

/** Where a key that is written or deleted is not the one that is read. */
export function keyMismatches(program: Program): readonly Finding[] {
  const inLogouts = new Set(
    logoutsOf(program).flatMap(({ handler }) => [...reachOf(program, handler).funcs]),
  );
  return [...ofKeys(program, inLogouts), ...ofRecords(program, inLogouts)];
}

/** A record that a logout looks for by a token, which is stored in another form: hashed, say. */
function ofRecords(program: Program, inLogouts: ReadonlySet<Func>): Finding[] {
  const all = recordUses(
    program,
    program.modules.flatMap(({ funcs }) => funcs),
  );
  return all.flatMap((one) => {
    if (one.kind !== 'delete' || !inLogouts.has(one.func)) return [];
    const stored = all.filter(({ kind, field }) => kind === 'set' && field === one.field);
    const [other] = stored;
    return !other || stored.some(({ shape }) => mayMeet(shape, one.shape)) ? [] : [finding(one, other)];
  });
}

function ofKeys(program: Program, inLogouts: ReadonlySet<Func>): Finding[] {
  const all = keyUses(
    program,
    program.modules.flatMap(({ funcs }) => funcs),
  );
  const seen = new Set<unknown>();
  return all.flatMap((one) => {
    // What a service does is its logout's too, though the handler may not be there to read.
    const revokes = inLogouts.has(one.func) || (one.kind === 'set' && isDenylist(one)) || isRevoking(one);
    if (!revokes || one.kind === 'get' || seen.has(one.effect.node)) return [];
    seen.add(one.effect.node);
    const others = all.filter(
      (other) => other.kind === (one.kind === 'set' ? 'get' : 'set') && isAlike(one, other),
    );
    if (others.length === 0 || others.some(({ shape }) => mayMeet(shape, one.shape))) return [];
    const [other] = others;
    return other ? [finding(one, other)] : [];
  });
}

function isDenylist({ shape, effect }: KeyUse): boolean {
  return saysRevoked(spelled(shape)) || saysRevoked(effect.site?.owner ?? '');
}

function isRevoking({ kind, func }: KeyUse): boolean {
  return (
    kind === 'delete' &&
    /revoke|invalidate|logout|sign_?out|remove\w*(token|session)|delete\w*(token|session)/i.test(func.name)
  );
}

/** Whether two uses are about the same thing: both of a denylist, or with a telling word in common. */
function isAlike(one: KeyUse, other: KeyUse): boolean {
  if (
    one.effect.site?.owner !== other.effect.site?.owner &&
    one.effect.site?.from !== other.effect.site?.from
  ) {
    if (
      !/redis|cache|client|kv|store/.test(one.effect.site?.owner ?? '') ||
      !/redis|cache|client|kv|store/.test(other.effect.site?.owner ?? '')
    )
      return false;
  }
  if (isDenylist(one) && isDenylist(other)) return true;
  if (isDenylist(one) !== isDenylist(other)) return false;
  const words = new Set(wordsOf(spelled(one.shape)).filter((word) => TELLING.test(word)));
  return (
    wordsOf(spelled(other.shape)).some((word) => words.has(word)) ||
    (fixed(one) === '' && fixed(other) !== '' && TELLING.test(fixed(other)))
  );
}

const TELLING = /token|session|refresh|sess|jwt|auth|login|rt$|sid/i;

function fixed({ shape }: KeyUse): string {
  return shape.parts.filter((part) => typeof part === 'string').join('');
}

function finding(
  one: Pick<KeyUse, 'kind' | 'shape' | 'effect' | 'func'>,
  other: Pick<KeyUse, 'shape' | 'effect' | 'func'>,
): Finding {
  const verb = one.kind === 'set' ? 'written' : 'deleted';
  const where = `${other.func.file}:${other.effect.node.loc?.start.line ?? 1}`;
  return findingAt(revokeKeyMismatch, one.func, one.effect.node, {
    message: `The key “${spelled(one.shape)}” is ${verb} here, but “${spelled(other.shape)}” is the one that is ${one.kind === 'set' ? 'read' : 'stored'} (${where}): nothing is revoked. Make both with one function.`,
    fix: advice('Make the key in one function, and use it in both places.'),
  });
}
