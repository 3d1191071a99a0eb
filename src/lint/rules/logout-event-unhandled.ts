import { constantOf } from '../engine/constant.ts';
import type { Program } from '../engine/program.ts';
import { allListeners } from '../effects/listeners.ts';
import { reachOf } from '../effects/reach.ts';
import type { Site } from '../effects/site.ts';
import { clientLogoutsOf } from '../entries/client-logouts.ts';
import { logoutsOf } from '../entries/logouts.ts';
import { routesOf } from '../entries/routes.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { saysLogout, saysRevoked } from '../words.ts';

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
  if (listeners.some(({ event, text }) => event === undefined || event.includes('*') || text === ''))
    return [];
  const events = new Set([
    ...listeners.map(({ event }) => event),
    ...routesOf(program).flatMap(({ how, path }) => (how === 'event' ? [path] : [])),
  ]);
  const seen = new Set<unknown>();
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
  return ends.flatMap(({ handler, hasOther }) =>
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
      if (
        typeof name !== 'string' ||
        events.has(name) ||
        !(saysLogout(name) || saysRevoked(name) || /session/i.test(name))
      )
        return [];
      return [
        findingAt(logoutEventUnhandled, func, node, {
          message: `“${name}” is emitted here, and nothing in this program listens to it: whatever should happen at logout does not.`,
          fix: advice(`Listen to “${name}”, or revoke here.`),
        }),
      ];
    }),
  );
}

const EMITTERS = /^(events|eventemitter[23]|mitt|emittery|nanoevents|@nestjs\/event-emitter)$/;

/** What is emitted to a socket or a queue, or by a library, somebody else listens to. */
function isBus(site: Site | undefined): boolean {
  if (EMITTERS.test(site?.from ?? '')) return true;
  const owner = site?.owner ?? '';
  return (
    /(^|\.)_?(\w*emitter2?|\w*event_?bus|\w*events|bus)(\.|$)/.test(owner) &&
    !/socket|kafka|rabbit|queue|producer|nats|pubsub/.test(owner)
  );
}

function isSocket(owner: string): boolean {
  return /(^|\.)(\w*socket(ref\.current)?|io|namespace|nsp)(\.|$)/.test(owner);
}
