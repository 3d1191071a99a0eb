import type * as t from '@babel/types';
import { isFunction, bare } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { effectsOf } from '../effects/classify.ts';
import type { Effect } from '../effects/effect.ts';
import { textOf, type Site } from '../effects/site.ts';
import { saysRevoked } from '../words.ts';
import { kindOf, type KeyKind, type Methods } from './kind.ts';
import { shapeOf, type Shape } from './shape.ts';

/** One use of a key in a key-value store. */
export interface KeyUse {
  readonly kind: KeyKind;
  readonly shape: Shape;
  /** Of what is kept in a set: the key of the set. */
  readonly whole?: Shape | undefined;
  readonly effect: Effect;
  readonly func: Func;
}

const METHODS: Methods = {
  set: /^(set|setex|setEx|psetex|setnx|setNX|hset|hSet|put|setAsync|setexAsync|setExAsync|incr|add|sadd|sAdd|zadd|zAdd|setWithExpiry|setWithTTL)$/,
  get: /^(get|exists|hget|hGet|getAsync|has|sismember|sIsMember|zscore|zScore|hgetall|hGetAll|ttl|existsAsync|hexists|hExists)$/,
  delete: /^(del|delete|unlink|hdel|hDel|srem|sRem|delAsync|zrem|zRem|getdel|getDel|remove)$/,
};
const STORES =
  /redis|cache|kv|store|keyv|memcached?|\bclient\b|blacklist|denylist|revoked|list|tokens?\b|sessions?\b/i;

/** Every key that is used in a key-value store, where the call says its name. */
export function keyUses(program: Program, funcs: Iterable<Func>): KeyUse[] {
  const found: KeyUse[] = [];
  for (const func of funcs) {
    for (const effect of effectsOf(program, func)) {
      const { site } = effect;
      const [key] = site?.args ?? [];
      if (!site || !key || !STORES.test(`${site.owner} ${site.from ?? ''}`) || isFunction(bare(key)))
        continue;
      const { method } = site;
      const kind = kindOf(method, METHODS) ?? inList(site);
      if (!kind || bare(key).type === 'ObjectExpression' || bare(key).type === 'ArrayExpression') continue;
      // A set keeps its members in one key: the member is what is looked for.
      const member =
        /^(sadd|sAdd|sismember|sIsMember|srem|sRem|hget|hGet|hset|hSet|hdel|hDel|zadd|zscore)$/.test(method);
      const second = member ? site.args[1] : undefined;
      const shape = settled(shapeOf(program, key, func), kind, site.args.slice(1), func);
      const parts = second ? [...shape.parts, ' ', ...shapeOf(program, second, func).parts] : shape.parts;
      found.push({ kind, shape: { parts }, whole: second ? shape : undefined, effect, func });
    }
  }
  return found;
}

/** A list in memory: `blacklist.push(token)`, `blacklist.includes(token)`. */
function inList({ method, owner }: Site): KeyKind | undefined {
  if (!saysRevoked(owner.split('.').at(-1) ?? '')) return undefined;
  if (/^(push|unshift)$/.test(method)) return 'set';
  return /^(includes|indexOf)$/.test(method) ? 'get' : undefined;
}

const MAKES_USER =
  /register|sign_?up|new_?(user|account)|create_?(user|account)|\b(users?|accounts?|members?)[:_-]/i;

/** An id that was made up may be the user's own: it is told from that where the user is stored under it, or a session. */
function settled(shape: Shape, kind: KeyKind, values: readonly t.Expression[], func: Func): Shape {
  const isSession = shape.parts.some((one) => typeof one === 'string' && /sess/i.test(one));
  if (kind === 'set' && isSession && !MAKES_USER.test(`${func.name} ${textOf(func.node, func)}`))
    return shape;
  if (
    kind === 'set' &&
    values.some((one) => /user|account|member|owner|\bsub\b|\bu?id\b/i.test(textOf(one, func)))
  )
    return shape;
  return {
    parts: shape.parts.map((one) =>
      typeof one === 'object' && one.hole === 'fresh' ? { hole: 'other' } : one,
    ),
  };
}
