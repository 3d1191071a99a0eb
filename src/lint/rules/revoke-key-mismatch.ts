import type * as t from '@babel/types';
import type { Program } from '../engine/program.ts';
import { reachOf } from '../effects/reach.ts';
import { logoutsOf } from '../entries/logouts.ts';
import type { Finding } from '../finding.ts';
import { isAlike, isDenylist, lastOwner } from '../keys/alike.ts';
import { identityMismatches } from '../keys/identity.ts';
import { memberMismatches } from '../keys/member-mismatch.ts';
import { mayMeet, spelled } from '../keys/shape.ts';
import { recordMismatches } from '../keys/record-mismatch.ts';
import { keyUses, type KeyUse } from '../keys/uses.ts';
import type { Func } from '../engine/types.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { saysLogout, saysRevoked } from '../words.ts';

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
  // `class EndSession { execute() {} }`, whose route may not be there to read.
  for (const { classes } of program.modules)
    for (const { name, methods } of classes)
      if (saysLogout(name) || REVOKES.test(name))
        for (const [method, func] of methods)
          if (DOES.test(method)) for (const one of reachOf(program, func).funcs) inLogouts.add(one);
  return [...ofKeys(program, inLogouts), ...ofRecords(program, inLogouts), ...ofIdentity(program, inLogouts)];
}

/** A record, or a member of a list, that a logout looks for by a token, which is stored in another form: hashed, say. */
function ofRecords(program: Program, inLogouts: ReadonlySet<Func>): Finding[] {
  const revokes = (func: Func): boolean =>
    inLogouts.has(func) || (func.outer !== undefined && inLogouts.has(func.outer)) || REVOKES.test(func.name);
  return [...recordMismatches(program, revokes), ...memberMismatches(program, revokes)].map(
    ({ use, said, other, otherSaid }) => {
      const [done, wanted] = use.kind === 'set' ? ['written', 'asked for'] : ['looked for', 'stored'];
      return findingAt(revokeKeyMismatch, use.func, use.node, {
        message: `“${said}” is ${done} here, but “${otherSaid}” is what is ${wanted} (${placeOf(other.func, other.node)}): nothing is revoked. Make both in one function.`,
        fix: advice('Make what is stored in one function, and use it wherever a record is looked for.'),
      });
    },
  );
}

const DOES = /^(execute|handle|run|perform|call|invoke|process)$/i;

const OUT = /kick|dead|ended|logged|signed|banned|block|invalid|session|token/i;

/** A collection in memory that is given an object, and asked for a text: `has` finds an object by being the same one. */
function ofIdentity(program: Program, inLogouts: ReadonlySet<Func>): Finding[] {
  const names = {
    object: 'an object',
    objectId: 'an ObjectId',
    number: 'a number',
    text: 'a text',
    claim: 'what the token says',
  };
  return identityMismatches(program).flatMap(({ node, func, put, asked, name, other }) =>
    inLogouts.has(func) || saysRevoked(name) || OUT.test(name)
      ? [
          findingAt(revokeKeyMismatch, func, node, {
            message: `Here ${names[put]} is put in, but ${names[asked]} is asked for (${placeOf(other.func, other.node)}): they are never the same, and nothing is revoked. Make both a text, with String().`,
            fix: advice('Put in what is asked for: the jti or the id itself, as a text.'),
          }),
        ]
      : [],
  );
}

function placeOf({ file }: Func, { loc }: t.Node): string {
  return `${file}:${loc?.start.line ?? 1}`;
}

function ofKeys(program: Program, inLogouts: ReadonlySet<Func>): Finding[] {
  const all = keyUses(
    program,
    program.modules.flatMap(({ funcs }) => funcs),
  );
  const hasPrefixes = program.modules.some(({ text }) => /\b(keyPrefix|namespace|prefix)\s*:/.test(text));
  const seen = new Set<unknown>();
  return all.flatMap((one) => {
    // What a service does is its logout's too, though the handler may not be there to read.
    const revokes = inLogouts.has(one.func) || (one.kind === 'set' && isDenylist(one)) || isRevoking(one);
    if (!revokes || one.kind === 'get' || seen.has(one.effect.node)) return [];
    seen.add(one.effect.node);
    const others = all.filter(
      (other) => other.kind === (one.kind === 'set' ? 'get' : 'set') && isAlike(one, other, hasPrefixes),
    );
    if (others.length === 0 || others.some((other) => meets(one, other))) return [];
    // What is read under the very same key is what is deleted.
    const isRead =
      one.kind === 'delete' &&
      !spelled(one.shape).includes('<…>') &&
      all.some(
        (other) =>
          other.kind === 'get' &&
          spelled(other.shape) === spelled(one.shape) &&
          lastOwner(one) === lastOwner(other),
      );
    if (isRead) return [];
    const [other] = others;
    return other ? [finding(one, other)] : [];
  });
}

/** A set that is deleted as a whole takes its members with it. */
function meets(one: KeyUse, other: KeyUse): boolean {
  if (mayMeet(one.shape, other.shape)) return true;
  return other.whole !== undefined && one.kind === 'delete' && mayMeet(one.shape, other.whole);
}

function isRevoking({ kind, func }: KeyUse): boolean {
  return kind === 'delete' && REVOKES.test(func.name);
}

const REVOKES = /revoke|invalidate|log_?out|sign_?out|remove\w*(token|session)|delete\w*(token|session)/i;

function finding(
  one: Pick<KeyUse, 'kind' | 'shape' | 'effect' | 'func'>,
  other: Pick<KeyUse, 'shape' | 'effect' | 'func'>,
): Finding {
  const verb = one.kind === 'set' ? 'written' : 'deleted';
  return findingAt(revokeKeyMismatch, one.func, one.effect.node, {
    message: `The key “${spelled(one.shape, true)}” is ${verb} here, but “${spelled(other.shape, true)}” is the one that is ${one.kind === 'set' ? 'read' : 'stored'} (${placeOf(other.func, other.effect.node)}): nothing is revoked. Make both with one function.`,
    fix: advice('Make the key in one function, and use it in both places.'),
  });
}
