import type * as t from '@babel/types';
import { constantOf } from '../engine/constant.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { unheardClassEvents } from '../effects/class-events.ts';
import { isEmitter } from '../effects/heard.ts';
import { allListeners, type Listener } from '../effects/listeners.ts';
import { reachOf } from '../effects/reach.ts';
import { mayHearOnPage, pageEventOf } from '../effects/client/page-events.ts';
import { siteOf, type Site } from '../effects/site.ts';
import { clientLogoutsOf } from '../entries/client-logouts.ts';
import { logoutsOf } from '../entries/logouts.ts';
import { routesOf } from '../entries/routes.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { saysLogout, saysRevoked, wordsOf } from '../words.ts';

export const logoutEventUnhandled: Rule = {
  id: 'logout-event-unhandled',
  level: 'warning',
  summary: 'A logout emits an event, and nothing listens to it.',
  cwe: ['CWE-613'],
  check,
};

const CLIENTS = /^socket\.io-client$/;
const SERVERS = /^(socket\.io|@nestjs\/(websockets|platform-socket\.io))$/;

function check(program: Program): readonly Finding[] {
  if (program.isLoose) return [];
  const listeners = allListeners(program).filter(({ kind }) => kind === 'event');
  // A listener whose event cannot be told may be the one.
  const mayBeAny = listeners.some(
    ({ event, text }) => event === undefined || event.includes('*') || text === '',
  );
  const events = new Set([
    ...listeners.map(({ event }) => event),
    ...routesOf(program).flatMap(({ how, path }) => (how === 'event' ? [path] : [])),
  ]);
  const seen = new Set<unknown>();
  const misspelled = misspelledEvents(program, listeners, events, seen);
  const classes = unheardClassEvents(program).flatMap(({ name, call, func }) => {
    if (seen.has(call)) return [];
    seen.add(call);
    return [finding(name, func, call)];
  });
  if (mayBeAny) return [...misspelled, ...classes];
  const ends = [
    { handlers: logoutsOf(program).map(({ handler }) => handler), others: CLIENTS },
    { handlers: clientLogoutsOf(program).map(({ func }) => func), others: SERVERS },
  ].flatMap(({ handlers, others }) => {
    // Where the program holds the other end of its sockets too, what is sent to them is listened to there.
    const hasOther = program.modules.some(({ specifiers }) =>
      [...specifiers].some((one) => others.test(one)),
    );
    return handlers.map((handler) => ({ handler, hasOther }));
  });
  const onPages = ends.flatMap(({ handler }) =>
    [...reachOf(program, handler).funcs].flatMap((func) =>
      func.calls.flatMap((call) => {
        const name = seen.has(call) ? undefined : pageEventOf(program, call, func);
        if (name === undefined || !speaksOfIt(name) || events.has(name) || mayHearOnPage(program, name))
          return [];
        seen.add(call);
        return [finding(name, func, call)];
      }),
    ),
  );
  const emitted = ends.flatMap(({ handler, hasOther }) =>
    reachOf(program, handler).effects.flatMap(({ kind, node, func, site }) => {
      const [first] = site?.args ?? [];
      if (
        // What a browser emits on its socket goes over the network.
        !(kind === 'emit' || (kind === 'http' && site?.method === 'emit')) ||
        !first ||
        seen.has(node) ||
        !(isBus(site) || (hasOther && isSocket(site?.owner ?? '')))
      )
        return [];
      seen.add(node);
      const name = constantOf(program, first, func);
      return typeof name === 'string' &&
        !events.has(name) &&
        speaksOfIt(name) &&
        !isForOthers(program, site, events)
        ? [finding(name, func, node)]
        : [];
    }),
  );
  return [...onPages, ...emitted, ...misspelled, ...classes];
}

function speaksOfIt(name: string): boolean {
  return saysLogout(name) || saysRevoked(name) || /session/i.test(name);
}

function finding(name: string, func: Func, node: t.Node): Finding {
  return findingAt(logoutEventUnhandled, func, node, {
    message: `“${name}” is emitted here, and nothing in this program listens to it: whatever should happen at logout does not.`,
    fix: advice(`Listen to “${name}”, or revoke here.`),
  });
}

/** Whether an emitter is there for others: it tells of many things, and nobody here hears any of them. */
function isForOthers(
  program: Program,
  site: Site | undefined,
  events: ReadonlySet<string | undefined>,
): boolean {
  const owner = site?.owner ?? '';
  const names = new Set(
    program.callsOf('emit').flatMap(({ call, func }) => {
      const [first] = call.arguments;
      const name =
        first && siteOf(program, call, func).owner === owner ? constantOf(program, first, func) : undefined;
      return typeof name === 'string' ? [name] : [];
    }),
  );
  return names.size > 3 && [...names].every((one) => !events.has(one));
}

/** What is sent under a name that one who listens has spelled otherwise: `session:ended` and `sessions:ended`. */
function misspelledEvents(
  program: Program,
  listeners: readonly Pick<Listener, 'event' | 'func' | 'node'>[],
  events: ReadonlySet<string | undefined>,
  seen: Set<unknown>,
): Finding[] {
  const heard = new Map(
    listeners.flatMap((one) => (one.event === undefined ? [] : [[plainEvent(one.event), one]])),
  );
  if (heard.size === 0) return [];
  const sent = new Set(
    [...EMITS].flatMap((method) =>
      program
        .callsOf(method)
        .map(({ call, func }) => call.arguments[0] && constantOf(program, call.arguments[0], func)),
    ),
  );
  return [...EMITS].flatMap((method) =>
    program.callsOf(method).flatMap(({ call, func }) => {
      const [first] = call.arguments;
      const name = first && constantOf(program, first, func);
      if (typeof name !== 'string' || events.has(name) || !speaksOfIt(name)) return [];
      const other = heard.get(plainEvent(name));
      if (!other?.event || seen.has(call) || sent.has(other.event)) return [];
      seen.add(call);
      return [
        findingAt(logoutEventUnhandled, func, call, {
          message: `“${name}” is sent here, and who listens has it as “${other.event}” (${other.func.file}:${other.node.loc?.start.line ?? 1}): whatever should happen at logout does not.`,
          fix: advice('Keep the name of the event in one constant, and use it in both places.'),
        }),
      ];
    }),
  );
}

const EMITS: ReadonlySet<string> = new Set([
  'emit',
  'emitAsync',
  'publish',
  'dispatchEvent',
  'broadcast',
  '$emit',
]);

/** The name of an event without what people spell in several ways. */
function plainEvent(name: string): string {
  return wordsOf(name)
    .map((word) =>
      word
        .replace(/s$/, '')
        .replace(/(?<=[a-z]{3})(ed|ing)$/, '')
        .replace(/gg$/, 'g'),
    )
    .join('');
}

/** What is emitted to a socket or a queue, or by a library, somebody else listens to. */
function isBus(site: Site | undefined): boolean {
  if (site && isEmitter(site)) return true;
  const owner = site?.owner ?? '';
  return (
    /(^|\.)_?(\w*emitter2?|\w*event_?bus|\w*events|bus)(\.|$)/.test(owner) &&
    !/socket|kafka|rabbit|queue|producer|nats|pubsub/.test(owner)
  );
}

function isSocket(owner: string): boolean {
  return /(^|\.)(\w*socket(ref\.current)?|io|namespace|nsp)(\.|$)/.test(owner);
}
