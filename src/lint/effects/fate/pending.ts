import { bare, isCall, isMember } from '../../engine/ast.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { saysRevoked } from '../../words.ts';
import { effectsOf } from '../classify.ts';
import { chainOn, isPromise } from './promises.ts';
import { reachOf } from '../reach.ts';
import { isSecondary } from '../stored/secondary.ts';
import { siteOf, type Site } from '../site.ts';

const SYNCHRONOUS = /^(better-sqlite3|node:sqlite|sqlite|node-cache|lru-cache)$/;
const ANSWERS =
  /^(redis|ioredis|mongoose|mongodb|typeorm|@prisma\/.+|sequelize|knex|pg|mysql2?|@upstash\/.+|@vercel\/kv|keyv|cache-manager|@nestjs\/.+|drizzle-orm|firebase-admin.*|@aws-sdk\/.+|@google-cloud\/.+|@supabase\/.+|kysely|@libsql\/.+|@planetscale\/.+|@neondatabase\/.+|postgres|cassandra-driver|dynamoose|objection|@mikro-orm\/.+|memjs|sqlite3|bookshelf)$/;

const QUEUES = /^(multi|pipeline|batch|initializeUnorderedBulkOp|initializeOrderedBulkOp)$/;

/** Whether what is called is still to finish when it returns, and revokes something. */
export function isPending(program: Program, site: Site, hasThen = false): boolean {
  const { value, from, func, node, owner, method } = site;
  if (value.kind === 'function') {
    const target = value.func;
    return (
      target.node.type !== 'File' &&
      (hasThen || target.node.async === true || answersPending(program, target)) &&
      reachOf(program, target).effects.some((one) => one.kind === 'write' && !isSecondary(one))
    );
  }
  if (from !== undefined && SYNCHRONOUS.test(from)) return false;
  // What is only queued is sent when the whole is.
  const isQueued =
    /(^|[._])(multi|pipeline|pipe|batch|bulk)(\.\(\))?(\.|$)/.test(owner) ||
    site.path.some((one) => QUEUES.test(one));
  if (isQueued && !/^(exec|execute|commit)/.test(method)) return false;
  const effect = effectsOf(program, func).find((one) => one.node === node);
  if (effect?.kind === 'end-session')
    return effect.sealed !== true && method === 'destroy' && /(^|\.)(req|request)\.session$/.test(owner);
  if (effect?.kind === 'unknown' && EMPTIES.test(site.given))
    return hasThen || /service|repo(sitory)?$|dao|model/i.test(owner) || awaitedElsewhere(program, site);
  if (effect?.kind !== 'write' && !(effect?.kind === 'unknown' && saysRevoked(method))) return false;
  if (isSecondary(effect)) return false;
  if (hasThen || func.module().parents.get(node)?.type === 'AwaitExpression') return true;
  if (from !== undefined && ANSWERS.test(from)) return true;
  if (value.kind === 'opaque' && value.origin.kind === 'global' && value.origin.name in globalThis)
    return false;
  // A model is spelled with a capital; everything else is taken at its word where it is awaited elsewhere.
  const receiver = site.chain.at(-2) ?? '';
  return (
    (from === undefined && /^[A-Z][a-z]/.test(receiver)) ||
    /redis|prisma|repository|model$/i.test(owner) ||
    isKnownPending(site) ||
    awaitedElsewhere(program, site)
  );
}

/** Methods that only those have which answer a promise, or call back. */
const PENDING =
  /^(delete(One|Many)|update(One|Many)|insert(One|Many)|replaceOne|find(One|ById)And\w+|bulkWrite|\$executeRaw(Unsafe)?|executeTakeFirst\w*)$/;

function isKnownPending({ method, owner, args, node, func }: Site): boolean {
  if (PENDING.test(method)) return true;
  // A document is saved; a session of the request has a callback for it.
  if (/^(save|deleteOne)$/.test(method))
    return args.length === 0 && !/(^|\.)(req|request|ctx)\.session$/.test(owner);
  if (owner.startsWith('c.env.') || owner.startsWith('env.')) return true;
  // `db.query(sql).run()` is what one does that has finished when it returns.
  const above = func.module().parents.get(node);
  return (
    /^(query|execute)$/.test(method) &&
    /(^|[._])\w*(pool|conn|connection|client|pg|mysql|sequelize|knex|db|database)$/.test(owner) &&
    !(above && isMember(above))
  );
}

/** `{ refreshToken: null }`: what it is given takes the token away. */
const EMPTIES = /\b\w*(token|session|jwt|sid)\w*['"]?\s*:\s*(null|undefined|''|"")/i;

const answering = new WeakSet<Func>();

/** Whether a function that is not async answers the promise of what revokes: `drop = (id) => tokens.delete(id)`. */
function answersPending(program: Program, func: Func): boolean {
  if (answering.has(func)) return false;
  answering.add(func);
  const found = func.returns.some((one) => {
    const node = bare(one);
    return (
      isCall(node) && isPending(program, siteOf(program, node, func), isPromise(chainOn(node, func.module())))
    );
  });
  answering.delete(func);
  return found;
}

function awaitedElsewhere(program: Program, { method, owner, node }: Site): boolean {
  return program.callsOf(method).some(({ call, func }) => {
    if (call === node || siteOf(program, call, func).owner !== owner) return false;
    return func.module().parents.get(call)?.type === 'AwaitExpression';
  });
}
