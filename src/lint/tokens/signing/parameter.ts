import type * as t from '@babel/types';
import { argumentsOf } from '../../engine/ast.ts';
import { bindingOf } from '../../engine/lookup.ts';
import type { Program } from '../../engine/program.ts';
import { keysOfType } from '../../engine/type-keys.ts';
import type { Func } from '../../engine/types.ts';
import { siteOf, type Site } from '../../effects/site.ts';

/** What a parameter may stand for: the keys its type says, or what it is given by all who call the function. */
export type Given =
  | { readonly kind: 'keys'; readonly names: readonly string[] }
  | { readonly kind: 'calls'; readonly given: readonly Argument[] };

interface Argument {
  readonly node: t.Expression;
  readonly site: Site;
}

/** Undefined where it is none, or where it cannot be told. */
export function parameterOf(program: Program, node: t.Node, func: Func): Given | undefined {
  const found = node.type === 'Identifier' ? bindingOf(node.name, func) : undefined;
  if (found?.binding.kind !== 'parameter' || found.binding.path.length > 0) return undefined;
  const { type, index, func: owner } = found.binding;
  const names = type && keysOfType(program, type, owner);
  if (names) return { kind: 'keys', names };
  const given = givenTo(program, owner, index);
  return given && { kind: 'calls', given };
}

/** The arguments in this place of all calls of a function; undefined where there may be calls that are not seen. */
export function givenTo(program: Program, owner: Func, index: number): Argument[] | undefined {
  return program.isLoose ? undefined : seenGivenTo(program, owner, index);
}

/** The same, by the calls that are there to read: in a loose folder there may be others. */
export function seenGivenTo(program: Program, owner: Func, index: number): Argument[] | undefined {
  if (owner.name === '') return undefined;
  const found: Argument[] = [];
  for (const { call, func } of program.callsOf(owner.name)) {
    const site = siteOf(program, call, func);
    const { value } = site;
    if (value.kind === 'function' && value.func === owner) {
      const node = argumentsOf(call)[index];
      if (!node || call.arguments.length !== argumentsOf(call).length) return undefined;
      found.push({ node, site });
    } else if (value.kind === 'opaque' && value.origin.kind !== 'package' && value.origin.kind !== 'global') {
      return undefined;
    }
  }
  return found.length > 0 ? found : undefined;
}
