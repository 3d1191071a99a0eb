import type * as t from '@babel/types';
import { boundBy } from '../../engine/patterns.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { reachOf, type Reach } from '../../effects/reach.ts';
import { validateOf } from '../signing/libraries.ts';
import { withoutComments } from '../checking/deeds.ts';
import { couldRevoke } from '../checking/revocable.ts';

const NAMED = /refresh|renew/i;
const TOKEN = /refresh|^_?rt$/i;

/** A function that renews tokens, verifies none itself, and never looks at the one it is given. */
export interface UnreadRefresh {
  readonly func: Func;
  readonly node: t.Node;
  readonly reach: Reach;
}

/**
 * A guard before it has verified the refresh token. That one is stored as well, says the code; but it is not looked at:
 * neither the parameter that holds it, nor more than that something is stored.
 */
export function unreadRefreshes(program: Program): readonly UnreadRefresh[] {
  if (guardAsks(program)) return [];
  return program.modules.flatMap((module) =>
    NAMED.test(module.text)
      ? module.funcs.flatMap((func): UnreadRefresh[] => {
          if (func.node.type === 'File' || !NAMED.test(func.name) || !isUnread(func)) return [];
          const reach = reachOf(program, func);
          const kinds = new Set(reach.effects.map(({ kind }) => kind));
          return kinds.has('sign') && !kinds.has('verify') ? [{ func, node: func.node, reach }] : [];
        })
      : [],
  );
}

function isUnread(func: Func): boolean {
  if (func.node.type === 'File') return false;
  const body = withoutComments(func.module().text.slice(func.node.body.start ?? 0, func.node.body.end ?? 0));
  const given = func.node.params.flatMap((one) => boundBy(one)).filter(({ name }) => TOKEN.test(name));
  if (given.length > 0) return given.every(({ name }) => !new RegExp(`\\b${name}\\b`).test(body));
  return /!\s*\w+\??\.\w*refresh\w*\s*(\)|\|\||&&)/i.test(body);
}

/** Whether the strategy for refresh tokens is there to read, and compares them itself. */
function guardAsks(program: Program): boolean {
  return program.modules.some(({ classes }) =>
    classes.some((cls) => {
      const validate = /refresh|rt/i.test(cls.name) ? validateOf(program, cls) : undefined;
      return validate !== undefined && couldRevoke(program, reachOf(program, validate));
    }),
  );
}
