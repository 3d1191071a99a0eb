import { bare, chainOf, isCall } from '../../engine/ast.ts';
import type { Effect } from '../../effects/effect.ts';

/** What an effect is about, with whom it asks. */
export function saidOf({ site, about }: Effect): string {
  return `${site?.owner ?? ''}.${site?.method ?? ''} ${about}`;
}

/** `getRepository(User)`, `.from(users)`, `collection('users')`. */
const NAMED =
  /\b(?:getRepository|from|into|table|collection|model|query|withTable)\(\s*(?:schema\.|tables\.)?['"`]?([a-z_]\w*)['"`]?\s*[,)]/i;
/** Builders that are given a table: `db.delete(grants)`, `knex('grants')`, `trx('grants')`. */
const BUILT =
  /^(?:await\s+)?(?:this\.)?(?:db|tx|trx|database|drizzle|orm|knex|conn|sql)(?:\(\))?(?:\.(?:delete|update|insert)\(\s*(?:schema\.|tables\.)?([a-z_]\w*)\s*\)|\(\s*['"`](\w+)['"`]\s*\))/i;

/** The table, model or store that an effect is about, in lower case and in the singular. */
export function subjectOf({ site, about }: Effect): string {
  const table = /\b(?:from|into|update|join)\s+["'`]?([\w.]+)/i.exec(about)?.[1];
  if (table !== undefined) return singular(table);
  const keyed = /\bTableName\s*:\s*(?:\w+\.)*['"`]?(\w[\w-]*)/.exec(about)?.[1];
  if (keyed !== undefined) return singular(keyed);
  const built = BUILT.exec(about);
  const named = built?.[1] ?? built?.[2] ?? NAMED.exec(about)?.[1];
  return singular(named ?? holderIn(site?.chain ?? []));
}

/** The last name before the methods: `User` of `User.findById().select`. */
function holderIn(chain: readonly string[]): string {
  const names = chain.slice(0, -1);
  const held = names.filter((name, at) => name !== '()' && name !== 'this' && names[at + 1] !== '()');
  return held.at(-1) ?? names.findLast((name) => name !== '()' && name !== 'this') ?? '';
}

function singular(name: string): string {
  return (name.toLowerCase().split('.').at(-1) ?? '')
    .replace(/(model|repository|repo|service|store|entity)$/, '')
    .replace(/(?<!i)s$/, '');
}

/** What the key of an effect begins with, or the function that makes it; empty where it has neither. */
export function prefixOf({ site }: Effect): string {
  const [first] = site?.args ?? [];
  const node = first && bare(first);
  if (node && isCall(node)) return chainOf(node.callee).join('.');
  return /^\s*['"`]([\w.-]+:)/.exec(site?.given ?? '')?.[1] ?? '';
}
