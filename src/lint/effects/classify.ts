import type * as t from '@babel/types';
import { chainOf, type Call } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { assigned } from './stored/assigned.ts';
import { clientEffect } from './client/client.ts';
import { cookieEffect } from './client/cookies.ts';
import { commandHandlers } from './commands.ts';
import type { Effect } from './effect.ts';
import { mayBeHeard } from './heard.ts';
import { sessionAssigned, sessionEnd } from './stored/sessions.ts';
import { siteOf, textOf } from './site.ts';
import { didSql } from './stored/sql.ts';
import { storeEffect } from './stored/stores.ts';
import { signingOf, verifyingOf } from './tokens.ts';
import { asks, isHarmless, isPlausible } from './unseen.ts';

const RESPONDS =
  /^(send|json|jsonp|sendStatus|status|redirect|render|end|sendFile|html|text|code|type|body|noContent|ok|success|error|throw|fail|created|badRequest|unauthorized|header|set|setHeader|headers)$/;
const RESPONSE =
  /(^|\.)(res|resp|response|_?reply|ctx|context|c|h|nextresponse)(\.\(\))?($|\.(status|code|cookie|setcookie|clearcookie|set|header|type|writehead)\.\(\))/;
const known = new WeakMap<Func, readonly Effect[]>();

/** What a function does by itself, without what it calls that can be read. */
export function effectsOf(program: Program, func: Func): readonly Effect[] {
  const before = known.get(func);
  if (before) return before;
  const found: Effect[] = [];
  known.set(func, found);
  for (const call of func.calls) {
    const effect = ofCall(program, call, func);
    if (effect) found.push(effect);
  }
  for (const node of func.tagged) {
    const kind = ofTagged(program, node, func);
    if (kind) found.push({ kind, node, func, about: textOf(node.quasi, func) });
  }
  for (const one of func.assigned) {
    const effect = sessionAssigned(program, one, func) ?? assigned(program, one, func);
    if (effect) found.push(effect);
  }
  return found;
}

/** SQL in a tagged template. */
function ofTagged(
  program: Program,
  { tag, quasi }: t.TaggedTemplateExpression,
  func: Func,
): Effect['kind'] | undefined {
  if (/gql|graphql|css|styled|html|keyframes/i.test(chainOf(tag).join('.'))) return undefined;
  const text = textOf(quasi, func);
  const did = didSql(program, text);
  if (did === 'write' || did === 'audit') return did;
  return /\b(update|delete|insert|replace|truncate)\b\s/i.test(text) ? 'write' : did;
}

function ofCall(program: Program, call: Call, func: Func): Effect | undefined {
  const site = siteOf(program, call, func);
  const { value, method } = site;
  if (value.kind === 'function' || value.kind === 'class') return undefined;
  // What is made to be thrown does nothing yet.
  if (call.type === 'NewExpression' && /(Error|Exception)$/.test(method)) return undefined;
  const cookie = cookieEffect(program, site);
  if (cookie) return cookie;
  const about = textOf(call, func);
  const made = (kind: Effect['kind'], plausible?: boolean): Effect => ({
    kind,
    node: call,
    func,
    site,
    about,
    plausible,
  });
  if (signingOf(program, site)) return made('sign');
  if (verifyingOf(program, site)) return made('verify');
  // What handles it is followed.
  if (commandHandlers(program, site).length > 0) return undefined;
  const effect = sessionEnd(program, site) ?? clientEffect(program, site) ?? storeEffect(program, site);
  if (effect) return effect;
  if (RESPONSE.test(site.owner) && RESPONDS.test(method)) return made('respond');
  if (/^emit(Async)?$|^publish$/.test(method)) return made('emit', mayBeHeard(program, site));
  if (isHarmless(site)) return undefined;
  return asks(site) ? made('read') : made('unknown', isPlausible(site));
}
