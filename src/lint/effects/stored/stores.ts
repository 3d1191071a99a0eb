import { isCall } from '../../engine/ast.ts';
import { constantOf } from '../../engine/constant.ts';
import { bindingOf, thisOf } from '../../engine/lookup.ts';
import type { Program } from '../../engine/program.ts';
import { namesAudit, namesPresence, saysRevoked, wordsOf } from '../../words.ts';
import { commandOf } from './aws.ts';
import { guardAsks, guardAsksField } from './asked-by-guards.ts';
import type { Effect } from '../effect.ts';
import { assignedTo, writtenFields } from './fields.ts';
import { keptCollection } from './kept.ts';
import { rawCommand } from '../messages.ts';
import { textOf, type Site } from '../site.ts';
import { sqlOf } from './sql.ts';

/** Names that only a store's methods have. */
const WRITES =
  /^(createMany|insert(One|Many)?|update(One|Many|ById|ByPk)?|find(One|ById)?And(Update|Delete|Remove|Replace)|findByIdAnd\w+|delete(One|Many|ById|All|Where|From)?|insertInto|updateTable|remove(One|All|ById)?|upsert|replaceOne|bulk(Write|Create|Update|Delete)|set(ex|Ex|nx|NX|Async|exAsync|ExAsync|TTL)|psetex|del(Async|Many)?|unlink|h(set|Set|del|Del|mset|incrby|IncrBy)|s(add|Add|rem|Rem)|z(add|Add|rem|Rem)|l(push|Push|rem|Rem)|rpush|incr(by)?|incrBy|increment|decrement|expire(at|At)?|pexpire|getdel|getDel|save|softDelete|softRemove|destroy|truncate|putItem|deleteItem|updateItem|modify|\$set|\$executeRaw(Unsafe)?|executeSql|runTransaction|updateOrCreate|persistAndFlush|removeAndFlush|nativeUpdate|nativeDelete|deleteByUserId|flush_?(all|db)|flush(All|Db|DB)|SET(EX|NX)?|DEL|UNLINK|GETDEL|EXPIRE(AT)?|H(SET|DEL)|S(ADD|REM)|Z(ADD|REM)|INCR(BY)?|FLUSH(ALL|DB))$/;
/** Names that other things have too: they count on what looks like a store. */
const MAYBE =
  /^(set|add|create|put|push|splice|unshift|patch|merge|clear|flush|revoke|mset|pull|emplace|update|delete|remove|touch|multi|exec|write)$/;
const READS =
  /^(find\w*|get\w*|hget\w*|hGet\w*|exists?\w*|has|is[A-Z]\w*|select\w*|count\w*|scan\w*|keys|smembers|sMembers|sismember|sIsMember|includes|some|first\w*|fetch\w*|load\w*|read\w*|lookup\w*|query\w*|search\w*|lean|populate|where|indexOf|aggregate|ttl|mget|GET|MGET|EXISTS|HGET(ALL)?|SISMEMBER|TTL|check\w*|validate\w*|list\w*|\w*[jJ]oin\w*|limit|offset|orderBy|groupBy|having|distinct)$/;
const SQL_WRITE =
  /\b(update\s+[\w"'`.[\]{}$]+\s+set|delete\s+from|insert\s+(ignore\s+|or\s+\w+\s+)?into|replace\s+into|truncate\s|merge\s+into|call\s+\w|exec(ute)?\s+\w+)/i;

const STORES =
  /^(redis|ioredis|@redis\/|@upstash\/|@vercel\/kv|mongoose|mongodb|typeorm|@prisma\/|\.prisma|sequelize|knex|pg|postgres|mysql|mysql2|sqlite3|better-sqlite3|node:sqlite|drizzle-orm|objection|keyv|cache-manager|node-cache|lru-cache|level|firebase-admin|@google-cloud\/|@aws-sdk\/|dynamoose|memcached|memjs|@mikro-orm|@nestjs\/(mongoose|typeorm|sequelize|cache-manager)|kysely|@supabase|bookshelf|rethinkdb|nedb|lowdb|@planetscale|@neondatabase|cassandra-driver|convex|@libsql)/;
const STORE_LIKE =
  /^(redis|cache|caches|caching|store|stores|repo|repos|repository|repositories|model|models|db|database|prisma|collection|table|dao|entity|entities|session|sessions|tokens?|user|users|account|accounts|admin|customer|member|client|knex|mongo|kv|blacklist|blacklisted|denylist|whitelist|allowlist|revoked|revocation|em|manager|sequelize|drizzle|trx|tx|transaction|pool|connection|conn|device|devices|refresh|valid|active|sql|query|builder|supabase|firestore|dynamo|keyv|data|source|service|storage|credentials?|employee|student|person|seller|vendor|doctor|patient|teacher)s?$/;
/** Owners whose `set`, `delete` or `update` is no store's. */
const NOT_STORES =
  /(^|\.)(res|resp|response|_?reply|headers|cookies?|cookiestore|cookiejar|jar|cookies\.\(\)|headers\.\(\)|classlist|searchparams|params|query|formdata|form|hash|hmac|cipher|decipher|object|array|promise|json|math|date|reflect|string|number|symbol|url|console|log|logger|toast|message|router|navigate|navigation|history|state|draft|window|document|event|e|ctx|h|queryclient|localstorage|sessionstorage|asyncstorage|securestore|i18n|subject|body|locals|emitter|eventemitter|socket|io|timers?|\$|_|mongoose|jwt|crypto|axios|http|https|bcrypt|style|el|element|node|map|list|arr|errors)$|create(hash|hmac|cipher)\w*\.\(\)/;

/** What a call does to stored state, where it is not known to do something else. */
export function storeEffect(program: Program, site: Site): Effect | undefined {
  const { node, func, method, owner, given, from, args } = site;
  const about = textOf(node, func);
  const made = (kind: Effect['kind']): Effect => ({ kind, node, func, site, about });
  const sql = sqlOf(program, site);
  if (sql === 'unseen') return { ...made('unknown'), plausible: true };
  if (sql !== undefined) return made(sql === 'write' && isAudit(program, site) ? 'audit' : sql);
  if (SQL_WRITE.test(given)) return made(isAudit(program, site) ? 'audit' : 'write');
  const raw = rawCommand(site, `${given} ${args[0] ? String(constantOf(program, args[0], func) ?? '') : ''}`);
  if (raw !== undefined) return raw === 'unseen' ? { ...made('unknown'), plausible: true } : made(raw);
  if (isFile(site)) return made(isLog(site) ? 'audit' : 'write');
  const command = commandOf(program, site);
  if (command) return { ...made(command.kind), about: `${about} ${command.table}` };
  const kept = keptCollection(program, site);
  if (kept) return made(kept);
  if (owner === '' || NOT_STORES.test(owner)) {
    return owner !== '' && from !== undefined && STORES.test(from) && WRITES.test(method)
      ? made('write')
      : undefined;
  }
  const isStore = (from !== undefined && STORES.test(from)) || looksLikeStore(site);
  if (WRITES.test(method) || (MAYBE.test(method) && isStore)) {
    if (isLocal(program, site)) return undefined;
    if (isAudit(program, site)) return made('audit');
    const written = method === 'save' ? assignedTo(site) : writtenFields(program, site);
    const isPresence =
      written.length > 0 &&
      written.every(namesPresence) &&
      !written.some((one) => isCompared(program, one) || guardAsksField(program, one));
    return { ...made(isPresence ? 'audit' : 'write'), about: `${about} ${written.join(' ')}` };
  }
  return isStore && (READS.test(method) || (method === 'from' && /(^|\.)select\w*\.\(\)$/.test(owner)))
    ? made('read')
    : undefined;
}

const OF_FILES =
  /^((write|output)(File|Json|JSON|JsonFile)|append(File)?|rm|rimraf|unlink|remove|rename|move|truncate|cp|copyFile)(Sync)?$/;

/** A file that is written, moved or taken away: some keep their sessions in one each. */
function isFile({ method, from }: Site): boolean {
  if (/^(write|output)(File|Json|JSON)(Sync)?$/.test(method)) return true;
  return (
    from !== undefined &&
    /^(fs(\/promises)?|fs-extra|graceful-fs|jsonfile|rimraf|del|node:fs.*)$/.test(from) &&
    OF_FILES.test(method)
  );
}

/** Lines at the end of a file are a record, unless they say what was taken back. */
function isLog({ method, given }: Site): boolean {
  return (/log|audit/i.test(given) || method.startsWith('append')) && !saysRevoked(given);
}

function looksLikeStore({ chain, owner }: Site): boolean {
  const names = chain.slice(0, -1).filter((name) => name !== '()' && name !== 'this');
  const last = names.at(-1) ?? '';
  // `doc.ref.delete()` of Firestore.
  if (saysRevoked(owner) || /(^|\.)\w*(doc|snap|snapshot)\.ref$/.test(owner)) return true;
  if (names.some((name) => wordsOf(name).some((word) => STORE_LIKE.test(word)))) return true;
  // A model is spelled like a class, and is none of those that JavaScript has.
  return /^[A-Z][a-z]\w*$/.test(last) && !(last in globalThis);
}

/** A collection that the function itself made lasts no longer than it does. */
function isLocal(program: Program, { chain, func }: Site): boolean {
  const [root = ''] = chain;
  if (root === 'this') return false;
  const found = bindingOf(root, func);
  if (found?.binding.kind !== 'variable' || found.func.node.type === 'File' || chain.length !== 2)
    return false;
  const { init } = found.binding;
  if (!init) return false;
  if (init.type === 'ArrayExpression' || init.type === 'ObjectExpression') return true;
  if (!isCall(init)) return false;
  const made = program.evaluate(init, found.func);
  return (
    made.kind === 'opaque' &&
    made.origin.kind === 'global' &&
    /^(Map|Set|WeakMap|WeakSet|Array|URLSearchParams|FormData|Headers|URL|Date)$/.test(made.origin.name)
  );
}

function isAudit(program: Program, site: Site): boolean {
  const { chain, given } = site;
  const table = /(?:into|update|from)\s+["'`]?(\w+)/i.exec(given)?.[1];
  return isCalledAudit(site, table) && !guardAsks(program, table ?? chain.at(-2) ?? '');
}

function isCalledAudit({ chain, func }: Site, table: string | undefined): boolean {
  const names = chain.slice(0, -1);
  // `private readonly entries: Repository<AuditEntry>`
  const type = chain[0] === 'this' ? thisOf(func) : undefined;
  const field = type?.kind === 'instance' ? type.cls.fields.get(chain[1] ?? '') : undefined;
  if (field?.type && namesAudit(textOf(field.type, field.func))) return true;
  if (names.some((name) => namesAudit(name)) && !names.some((name) => saysRevoked(name))) return true;
  return table !== undefined && namesAudit(table);
}

/** Whether a field that looks like "last seen" is compared somewhere: then it may be a cut-off for tokens. */
function isCompared(program: Program, field: string): boolean {
  if (!/^\w+$/.test(field) || /^(updated|modified)/i.test(field)) return false;
  const refuses = new RegExp(
    `(?:!\\s*\\w+\\??\\.${field}\\b|\\.${field}\\s*[!=]==?\\s*(?:true|false)\\b)[^;{}\\n]{0,60}\\)\\s*\\{?\\s*(?:return\\b[^;\\n]*(?:40[13]|nauthor|orbidden|next\\()|throw\\b|next\\(\\w|(?:res|reply|ctx)\\b[^;\\n]*40[13])`,
  );
  if (program.modules.some(({ text }) => refuses.test(text))) return true;
  const use = new RegExp(`\\.${field}\\b[^;\\n=]{0,60}[<>]|[<>]=?[^;\\n=]{0,60}\\.${field}\\b`);
  return program.modules.some(({ text }) => use.test(text));
}
