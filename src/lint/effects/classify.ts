import type * as t from '@babel/types';
import { bare, chainOf, isMember, type Call } from '../engine/ast.ts';
import { bindingOf } from '../engine/lookup.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { saysLogout } from '../words.ts';
import { clientEffect } from './client.ts';
import { cookieEffect } from './cookies.ts';
import type { Effect } from './effect.ts';
import { mayBeHeard } from './heard.ts';
import { sessionAssigned, sessionEnd } from './sessions.ts';
import { siteOf, textOf } from './site.ts';
import { storeEffect } from './stores.ts';
import { signingOf, verifyingOf } from './tokens.ts';
import { asks, isHarmless, isPlausible } from './unseen.ts';

const RESPONDS =
  /^(send|json|jsonp|sendStatus|status|redirect|render|end|sendFile|html|text|code|type|body|noContent|ok|success|error|throw|fail|created|badRequest|unauthorized|header|set|setHeader|headers)$/;
const RESPONSE =
  /(^|\.)(res|resp|response|_?reply|ctx|context|c|h|nextresponse)(\.\(\))?($|\.(status|code|cookie|clearcookie|set|header|type|writehead)\.\(\))/;
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
    const kind = ofTagged(node, func);
    if (kind) found.push({ kind, node, func, about: textOf(node.quasi, func) });
  }
  for (const one of func.assigned) {
    const effect = sessionAssigned(program, one, func) ?? ofAssigned(one, func);
    if (effect) found.push(effect);
  }
  return found;
}

/** SQL in a tagged template. */
function ofTagged({ tag, quasi }: t.TaggedTemplateExpression, func: Func): 'write' | 'read' | undefined {
  if (/gql|graphql|css|styled|html|keyframes/i.test(chainOf(tag).join('.'))) return undefined;
  const text = textOf(quasi, func);
  if (/\b(update|delete|insert|replace|truncate)\b\s/i.test(text)) return 'write';
  return /\bselect\b/i.test(text) ? 'read' : undefined;
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
  const effect = sessionEnd(program, site) ?? clientEffect(program, site) ?? storeEffect(program, site);
  if (effect) return effect;
  if (RESPONSE.test(site.owner) && RESPONDS.test(method)) return made('respond');
  if (/^emit(Async)?$|^publish$/.test(method)) return made('emit', mayBeHeard(program, site));
  if (isHarmless(site)) return undefined;
  return asks(site) ? made('read') : made('unknown', isPlausible(site));
}

/** What is assigned that lasts: a collection of the module, or a field of a service. */
function ofAssigned(node: Func['assigned'][number], func: Func): Effect | undefined {
  const target = bare(node.type === 'AssignmentExpression' ? node.left : node.argument);
  const chain = chainOf(target);
  const about = textOf(node, func);
  const [root = ''] = chain;
  if (root === 'localStorage' || root === 'sessionStorage') return { kind: 'unstore', node, func, about };
  if (chain.join('.') === 'document.cookie') return { kind: 'unstore', node, func, about };
  if (/(^|\.)location(\.href)?$/.test(chain.join('.'))) {
    const isServer = node.type === 'AssignmentExpression' && saysLogout(textOf(node.right, func));
    return isServer ? { kind: 'http', node, func, about } : undefined;
  }
  if (target.type !== 'Identifier' && !isMember(target)) return undefined;
  const found = bindingOf(root, func);
  const lasts =
    found?.binding.kind === 'variable' && found.func.node.type === 'File' && func.node.type !== 'File';
  if (!lasts || found.binding.path.length > 0) return undefined;
  // An object of the module may have come from anywhere; what is set on a library is a setting.
  const isOwn = isMember(target)
    ? isCollection(found.binding.init) || isKept(target, node)
    : isCollection(found.binding.init);
  return isOwn ? { kind: 'write', node, func, about } : undefined;
}

/** `gone[jti] = true`, `delete live[sid]`: what is filed under a key that is not written there. */
function isKept(
  target: t.MemberExpression | t.OptionalMemberExpression,
  node: Func['assigned'][number],
): boolean {
  const isDone =
    node.type === 'AssignmentExpression' || (node.type === 'UnaryExpression' && node.operator === 'delete');
  return (
    isDone &&
    target.computed &&
    target.property.type !== 'StringLiteral' &&
    target.property.type !== 'NumericLiteral'
  );
}

function isCollection(init: t.Node | undefined): boolean {
  const inner = init && bare(init);
  return (
    inner?.type === 'ArrayExpression' ||
    inner?.type === 'ObjectExpression' ||
    inner?.type === 'NewExpression' ||
    (inner?.type === 'CallExpression' &&
      /^Object (create|fromEntries)$/.test(chainOf(inner.callee).join(' ')))
  );
}
