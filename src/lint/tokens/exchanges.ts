import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import type { Effect } from '../effects/effect.ts';
import { reachOf, type Reach } from '../effects/reach.ts';
import { logoutsOf } from '../entries/logouts.ts';
import { pathOf } from '../entries/routes.ts';
import { sideOf } from '../side.ts';

/** A function that gives new tokens for a refresh token that it looks up in a store. */
export interface Exchange {
  readonly func: Func;
  readonly reach: Reach;
  /** What it asks, the store of refresh tokens among it. */
  readonly asks: readonly Effect[];
}

const NAMED = /refresh|renew|rotat/i;
const SAYS_REFRESH = /refresh|hashed_?rt|\brt\b/i;
const known = new WeakMap<Program, readonly Exchange[]>();

export function exchangesOf(program: Program): readonly Exchange[] {
  const before = known.get(program);
  if (before) return before;
  const logouts = new Set(logoutsOf(program).map(({ handler }) => handler));
  const found = program.modules.flatMap((module) =>
    !NAMED.test(module.text) || sideOf(module) === 'client'
      ? []
      : module.funcs.flatMap((func) => {
          if (func.node.type === 'File' || logouts.has(func)) return [];
          if (!NAMED.test(`${func.name} ${pathOf(program, func)}`)) return [];
          const reach = reachOf(program, func);
          const asks = reach.effects.filter((one) => isAsked(one));
          return asks.some((one) => SAYS_REFRESH.test(saidOf(one))) ? [{ func, reach, asks }] : [];
        }),
  );
  known.set(program, found);
  return found;
}

/** What is read, or changed only if it is there. */
function isAsked({ kind, site }: Effect): boolean {
  if (kind === 'read')
    return !/(^|\.)(cookies?|headers?|params|query|env|config\w*)(\.\(\))?$/.test(site?.owner ?? '');
  return (
    kind === 'write' &&
    /^(find\w*And|getdel|consume|take|delete|remove|update)/i.test(site?.method ?? 'update')
  );
}

/** What an effect is about, with whom it asks. */
export function saidOf({ site, about }: Effect): string {
  return `${site?.owner ?? ''}.${site?.method ?? ''} ${about}`;
}

/** The table, model or store that an effect is about, in lower case and in the singular. */
export function subjectOf({ site, about }: Effect): string {
  const table = /\b(?:from|into|update|join)\s+["'`]?([\w.]+)/i.exec(about)?.[1];
  if (table !== undefined) return singular(table);
  const names = (site?.chain ?? []).slice(0, -1).filter((name) => name !== '()' && name !== 'this');
  const repository = /getRepository\(\s*(\w+)/.exec(about)?.[1];
  return singular(repository ?? names.at(-1) ?? '');
}

function singular(name: string): string {
  return (name.toLowerCase().split('.').at(-1) ?? '')
    .replace(/(model|repository|repo|service|store|entity)$/, '')
    .replace(/(?<!i)s$/, '');
}
