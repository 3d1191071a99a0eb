import { bare } from '../engine/ast.ts';
import { namesAudit } from '../words.ts';
import type { Site } from './site.ts';

/** Who is sent something that ends no session: an answer, a letter, a window. */
const ANSWERED =
  /(^|\.)(_?res|resp|response|_?reply|ctx|context|c|h|ws|socket|sock|conn|connection|\w*mail\w*|\w*transport\w*|\w*sms\w*|resend|twilio|\w*push\w*|fcm|apns|messaging|\w*notif\w*|bot|telegram|slack|chat|xhr|process|self|window|parent|webcontents)(\.\(\)|\.(status|code|type)\.\(\)|\.(messages|emails))*$/;

/** Whether a call hands a message to a queue or a bus, where somebody unseen acts on it. */
export function sendsMessage({ method, owner, args, given }: Site): boolean {
  if (method === 'postMessage') return /worker|port|child|channel/.test(owner);
  if (!/^(send|sendMessage|sendMessages|sendBatch|sendToQueue)$/.test(method)) return false;
  if (owner === '' || ANSWERED.test(owner) || namesAudit(owner)) return false;
  const [first] = args;
  if (!first || namesAudit(given)) return false;
  // `client.send({ cmd: 'end' }, …)`, but not the body of an answer.
  const { type } = bare(first);
  return type === 'ObjectExpression' || type === 'NewExpression' || args.length > 1;
}

const COMMAND = /^(send_?command|call|do|eval|eval_?sha|internal_?send_?command)$/i;
const CHANGES =
  /\b(del|unlink|getdel|set|setex|psetex|setnx|hset|hdel|sadd|srem|zadd|zrem|lpush|rpush|lrem|expire(at)?|incr(by)?|flush(all|db))\b/i;

/** What a raw command of Redis does: `client.sendCommand(['DEL', key])`, `client.eval(script, …)`; undefined where it is none. */
export function rawCommand(
  { method, owner, args, node }: Site,
  texts: string,
): 'write' | 'read' | 'unseen' | undefined {
  if (!COMMAND.test(method) || owner === '' || !/redis|client|cache|kv|valkey|conn|store|db/.test(owner))
    return undefined;
  if (CHANGES.test(texts)) return 'write';
  const isTold = node.arguments.every((one) => one.type !== 'SpreadElement') && /['"`]/.test(texts);
  return args.length > 0 && isTold && !/^eval/i.test(method) ? 'read' : 'unseen';
}
