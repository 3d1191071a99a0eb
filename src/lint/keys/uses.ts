import { isFunction, bare } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { effectsOf } from '../effects/classify.ts';
import type { Effect } from '../effects/effect.ts';
import { kindOf, type KeyKind, type Methods } from './kind.ts';
import { shapeOf, type Shape } from './shape.ts';

/** One use of a key in a key-value store. */
export interface KeyUse {
  readonly kind: KeyKind;
  readonly shape: Shape;
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
      const kind = kindOf(method, METHODS);
      if (!kind || bare(key).type === 'ObjectExpression' || bare(key).type === 'ArrayExpression') continue;
      // A set keeps its members in one key: the member is what is looked for.
      const member =
        /^(sadd|sAdd|sismember|sIsMember|srem|sRem|hget|hGet|hset|hSet|hdel|hDel|zadd|zscore)$/.test(method);
      const second = member ? site.args[1] : undefined;
      const shape = shapeOf(program, key, func);
      const parts = second ? [...shape.parts, ' ', ...shapeOf(program, second, func).parts] : shape.parts;
      found.push({ kind, shape: { parts }, effect, func });
    }
  }
  return found;
}
