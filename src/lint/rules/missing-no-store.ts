import { bare, isCall } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { boundBy } from '../engine/patterns.ts';
import { reachOf } from '../effects/reach.ts';
import { textOf } from '../effects/site.ts';
import { forbiddenIn, FORBIDS, runsForMany } from '../entries/no-store.ts';
import { routesOf } from '../entries/routes.ts';
import type { Route } from '../entries/route.ts';
import type { Finding, Fix } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { textOfReach } from '../tokens/checking/revocable.ts';
import { saysLogout } from '../words.ts';

export const missingNoStore: Rule = {
  id: 'missing-no-store',
  level: 'warning',
  summary: 'What is personal may be stored by browsers and proxies, and shown again after logout.',
  cwe: ['CWE-525'],
  asvs: '14.3.2',
  check,
};

const PERSONAL =
  /(^|\/)(me|whoami|who-am-i|profile|(get[-_]?)?(current|auth|logged[-_]?in|session)[-_]?(user|account|member|customer)|user[-_]?(info|profile|data)|get[-_]?(me|user|profile|user[-_]?info)|(auth|session)\/user|account|my[-_]?(profile|account|user|data|info)|viewer|session)\/?$/i;
const APPS = /^(express|koa|fastify|hono|@nestjs\/core)$/;

function check(program: Program): readonly Finding[] {
  const isApp = program.modules.some(
    ({ specifiers, text }) =>
      [...specifiers].some((one) => APPS.test(one)) &&
      /\.listen\(|\bserve\(|export default app|module\.exports\s*=\s*app|NestFactory/.test(text),
  );
  const { everywhere, modules, covers } = forbiddenIn(program);
  if (everywhere) return [];
  const seen = new Set<Func>();
  return routesOf(program).flatMap((route) => {
    const { handler, before, how, method, path } = route;
    const isPersonal = (/^(GET|ANY)$/.test(method) && PERSONAL.test(path)) || saysLogout(path);
    if (how !== 'route' || !isPersonal || runsForMany(route.node)) return [];
    if (seen.has(handler) || modules.has(handler.module()) || covers(route)) return [];
    seen.add(handler);
    const reaches = [handler, ...before].map((one) => reachOf(program, one));
    const [own] = reaches;
    if (!own || reaches.some((one) => FORBIDS.test(textOfReach(one))) || FORBIDS.test(decorators(handler)))
      return [];
    if (EMPTY_BY_DECORATOR.test(decorators(handler))) return [];
    if (!answers(program, handler, textOfReach(own))) return [];
    return [
      findingAt(missingNoStore, handler, isInline(route) ? route.node : handler.node, {
        message: `The answer of ${method} ${path} may be stored: who presses "back" after logout sees it again. Send Cache-Control: no-store.`,
        // Without the application itself, what it does for all routes is not to be seen.
        certainty: isApp ? 'proven' : 'cannot-see-callee',
        fix: fixOf(handler),
      }),
    ];
  });
}

/** What answers with nothing of a person: a redirect, an empty answer, or what passes the request on. */
const SAYS_NOTHING =
  /redirect|^(await\s+)?(next|reply|\w*res|response|undefined|null|void)\b|^new \w*Response\(\s*(null|undefined|\))|\.(body|newResponse)\(\s*null|^(await\s+)?\w*[nN]oContent\(/;

/** Nest's way to answer with nothing. */
const EMPTY_BY_DECORATOR = /@HttpCode\(\s*(204|205|\w+\.(NO_CONTENT|RESET_CONTENT))\b|@Redirect\(/;
/** Errors, and what is sent without a body. */
const WITHOUT_BODY =
  /\.(status|code)\(\s*([45]\d\d|204|205|30\d|\w+\.(NO_CONTENT|UNAUTHORIZED|BAD_REQUEST|FORBIDDEN|NOT_FOUND|INTERNAL_SERVER_ERROR))\s*\)\s*\.(send|json|end)\(|\.(send|json|end)\(\s*\)/g;

/** Whether a handler answers with something that is worth storing. */
function answers(program: Program, handler: Func, reached: string): boolean {
  if (
    /\.(json|send|render|jsonp|html|text)\(|\bbody\s*=(?!\s*(null|undefined|''|"")\s*;?)/.test(
      reached.replace(WITHOUT_BODY, ''),
    )
  )
    return true;
  return handler.returns.some((one) => {
    if (SAYS_NOTHING.test(textOf(one, handler))) return false;
    const node = bare(one);
    const called = isCall(node) ? program.evaluate(node.callee, handler) : undefined;
    return called?.kind !== 'function' || called.func.returns.length > 0;
  });
}

function decorators(handler: Func): string {
  const { node } = handler;
  if (!('decorators' in node) || !node.decorators) return '';
  return node.decorators.map(({ start, end }) => handler.module().text.slice(start ?? 0, end ?? 0)).join(' ');
}

function isInline({ handler, func, node }: Route): boolean {
  return (
    handler.file === func.file &&
    (handler.node.start ?? 0) >= (node.start ?? 0) &&
    (handler.node.end ?? 0) <= (node.end ?? 0)
  );
}

const SETTERS: readonly (readonly [parameter: RegExp, method: string])[] = [
  [/^(res|response|ctx)$/, 'set'],
  [/^(reply|c)$/, 'header'],
];

function fixOf(handler: Func): Fix {
  const { node } = handler;
  const none = advice("Set the header 'Cache-Control' to 'no-store'.");
  if (node.type === 'File' || node.body.type !== 'BlockStatement' || handler.cls) return none;
  const names = node.params.flatMap((one) =>
    one.type === 'Identifier' ? boundBy(one).map(({ name }) => name) : [],
  );
  for (const [parameter, method] of SETTERS) {
    const found = names.find((name) => parameter.test(name));
    const first = node.body.body[0];
    if (found === undefined || !first) continue;
    const at = first.start ?? 0;
    const column = first.loc?.start.column ?? 0;
    const isOwnLine = first.loc?.start.line !== node.body.loc?.start.line;
    const text = `${found}.${method}('Cache-Control', 'no-store');${isOwnLine ? `\n${' '.repeat(column)}` : ' '}`;
    return { title: 'Forbid storing the answer.', safe: true, edits: [{ start: at, end: at, text }] };
  }
  return none;
}
