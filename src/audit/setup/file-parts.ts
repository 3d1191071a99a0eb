import type { Backchannel, Plan, Step } from '../plan.ts';
import { STRICT } from './assembled.ts';
import type { FileReader } from './file-reader.ts';
import { stepOf } from './file-step.ts';
import type { Node } from './yaml-parser.ts';

/** `{change: {post: …}, restore: {post: …}}`. */
export function passwordOf(reader: FileReader, node: Node): NonNullable<Plan['changePassword']> {
  const members = reader.members(node, 'password', ['change', 'restore']);
  const part = (name: 'change' | 'restore'): Step => {
    const one = members.get(name);
    if (!one)
      throw reader.wrong(node, `password needs ${name}: a step that uses {password} and {newPassword}`);
    return stepOf(reader, one, `password.${name}`).step;
  };
  return { change: part('change'), restore: part('restore') };
}

/** `{stop: docker pause redis, start: docker unpause redis}`: the shell looks up its own variables. */
export function outageOf(reader: FileReader, node: Node): NonNullable<Plan['outage']> {
  const members = reader.members(node, 'outage', ['stop', 'start']);
  const [stop, start] = [members.get('stop'), members.get('start')];
  if (!stop || !start) throw reader.wrong(node, 'outage needs stop and start: two commands');
  return { stop: reader.raw(stop, 'outage.stop'), start: reader.raw(start, 'outage.start') };
}

/** `{url, issuer, audience, key, algorithm, subject, session}`; the key may be the JSON of a JWK, from the environment. */
export function backchannelOf(reader: FileReader, node: Node): Backchannel {
  const keys = ['url', 'issuer', 'audience', 'key', 'algorithm', 'subject', 'session'] as const;
  const members = reader.members(node, 'backchannel', keys);
  const text = (name: (typeof keys)[number]): string => {
    const one = members.get(name);
    if (!one) throw reader.wrong(node, `backchannel needs ${name}`);
    return reader.literal(one, `backchannel.${name}`);
  };
  const key = members.get('key');
  const jwk: unknown = key && (key.kind === 'map' ? reader.json(key) : parsedKey(reader, key));
  if (typeof jwk !== 'object' || jwk === null || !('kty' in jwk))
    throw reader.wrong(key ?? node, 'backchannel.key has to be a private key as JWK');
  const algorithm = members.has('algorithm') ? text('algorithm') : String('alg' in jwk ? jwk.alg : '');
  if (!/^[A-Za-z\d]{2,10}$/.test(algorithm))
    throw reader.wrong(node, 'backchannel needs algorithm, such as RS256 or ES256');
  return {
    url: text('url'),
    issuer: text('issuer'),
    audience: text('audience'),
    key: jwk,
    algorithm,
    subject: members.has('subject') ? text('subject') : undefined,
    session: members.has('session') ? text('session') : undefined,
  };
}

function parsedKey(reader: FileReader, node: Node): unknown {
  try {
    return JSON.parse(reader.literal(node, 'backchannel.key'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** `{access: 15m, refresh: 0s, scope: device, patience: 30s}`. */
export function budgetOf(reader: FileReader, node: Node): Plan['budget'] {
  const members = reader.members(node, 'budget', ['access', 'refresh', 'scope', 'patience']);
  const ms = (name: 'access' | 'refresh' | 'patience'): number => {
    const one = members.get(name);
    return one ? reader.duration(one, `budget.${name}`) : STRICT[name];
  };
  const scope = members.get('scope');
  return {
    access: ms('access'),
    refresh: ms('refresh'),
    scope: scope ? reader.word(scope, 'budget.scope', ['device', 'everywhere']) : STRICT.scope,
    patience: ms('patience'),
  };
}
