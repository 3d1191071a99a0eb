import type * as t from '@babel/types';
import { isCall } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { textOf } from '../effects/site.ts';
import { sideOf } from '../side.ts';
import { namesLogout, saysLogout } from '../words.ts';
import { nameOfFile } from '../engine/name.ts';
import { annotation, boundBy } from '../engine/patterns.ts';
import type { Route } from './route.ts';
import { routesOf } from './routes.ts';

/** A server's way to log somebody out. */
export interface Logout {
  readonly handler: Func;
  /** Undefined where the handler is only known by its name. */
  readonly route: Route | undefined;
  /** `service`: does the work for a handler that is not there to read. */
  readonly how: Route['how'] | 'handler' | 'service';
  /** Where to report what is wrong with it. */
  readonly node: t.Node;
  readonly func: Func;
}

const known = new WeakMap<Program, readonly Logout[]>();

/** Every logout of the program's servers, each handler once. */
export function logoutsOf(program: Program): readonly Logout[] {
  const before = known.get(program);
  if (before) return before;
  const found = new Map<Func, Logout>();
  for (const route of routesOf(program)) {
    if (!isLogout(route) || found.has(route.handler)) continue;
    found.set(route.handler, { handler: route.handler, route, how: route.how, ...placeOf(route) });
  }
  for (const module of program.modules) {
    for (const func of module.funcs) {
      if (found.has(func) || func.node.type === 'File' || !isNamedLogout(func)) continue;
      const how =
        answersRequests(func) || isFunctionOfFile(func)
          ? 'handler'
          : isService(program, func)
            ? 'service'
            : undefined;
      if (how) found.set(func, { handler: func, route: undefined, how, node: func.node, func });
    }
  }
  const logouts = [...found.values()];
  known.set(program, logouts);
  return logouts;
}

/** Whether a route is there to log somebody out. */
export function isLogout({ path, method, handler, how }: Route): boolean {
  const last = path
    .split('/')
    .filter((one) => one !== '' && !/^[:[{$]/.test(one))
    .slice(-2)
    .join('/');
  // Who posts to a list of logouts makes one.
  const own = path.replace(/\/api\b/gi, '');
  const one = method === 'GET' ? own : own.replace(/((?:log|sign)[-_]?(?:out|off))s(?=$|\/)/i, '$1');
  if (namesLogout(one) || (saysLogout(last) && namesLogout(last))) return true;
  if (namesLogout(handler.name) && how === 'route' && !/^(GET|POST|DELETE|PUT|PATCH)$/.test(handler.name))
    return true;
  if (/(^|\/)revoke(-?(token|session|refresh-?token)s?)?$/i.test(path)) return true;
  return (
    method === 'DELETE' &&
    /(^|\/)((sessions?|sess(ao|ão|o?es|oes|ões)|sesion(es)?|sesi[oó]n(es)?|sitzung(en)?|sessione|sessioni|sessies?|oturum(lar)?|sesja|sesje)(\/(current|me|own|:\w+))?|auth|login|tokens?(\/(current|me|own))?)$/i.test(
      path,
    )
  );
}

/** An inline handler is shown with its registration, another by itself. */
function placeOf({ node, func, handler }: Route): Pick<Logout, 'node' | 'func'> {
  const isInline =
    handler.file === func.file &&
    (handler.node.start ?? 0) >= (node.start ?? 0) &&
    (handler.node.end ?? 0) <= (node.end ?? 0);
  return isInline ? { node, func } : { node: handler.node, func: handler };
}

const SAYS_LITTLE =
  /^(resolver|controller|handler|action|middleware|route|fn|func|run|execute|mutation|post|get)$/i;
const DOES = /^(execute|handle|handler|run|perform|call|invoke|process|main|__invoke)$/i;

/** A function that is called like a logout, or the one method of a class that is. */
function isNamedLogout(func: Func): boolean {
  if (namesLogout(func.name) && (!/^[A-Z][a-z]/.test(func.name) || answersRequests(func))) return true;
  if (isFunctionOfFile(func)) return true;
  const { exports, file } = func.module();
  const isWhole = ['default', '='].some((one) => {
    const whole = exports.get(one);
    return (
      whole?.kind === 'here' &&
      (whole.node === func.node || (whole.node.type === 'Identifier' && whole.node.name === func.name))
    );
  });
  if (isWhole && (func.name === '' || SAYS_LITTLE.test(func.name)) && namesLogout(nameOfFile(file)))
    return true;
  return func.cls !== undefined && DOES.test(func.name) && saysLogout(func.cls.name);
}

/** The handler of a file that is a function by itself: `functions/logout.js` of AWS Lambda or Netlify. */
function isFunctionOfFile(func: Func): boolean {
  const { exports, file } = func.module();
  if (!/^(handler|lambdaHandler|main|entrypoint|onRequest\w*)$/.test(func.name) || !exports.has(func.name))
    return false;
  const place = file
    .split('/')
    .slice(-2)
    .join('/')
    .replace(/\.[cm]?[jt]sx?$/, '');
  return place.split('/').some((one) => namesLogout(one)) && sideOf(func.module()) !== 'client';
}

const PARAMETERS = /^_*(req|request|res|response|reply|rep|ctx|context|koactx|h|nextrequest)$/i;
const TYPES =
  /\b(Next(Api)?(Request|Response)|Request|Response|FastifyRe(quest|ply)|Context|Koa|ResponseToolkit|RequestHandler|Handler|RequestEvent|Middleware)\b/;

/** Whether a function takes what a request's handler takes. */
export function answersRequests(func: Func): boolean {
  if (func.node.type === 'File' || sideOf(func.module()) === 'client') return false;
  const names = func.node.params.flatMap((one) => boundBy(one).map(({ name }) => name));
  if (names.some((name) => PARAMETERS.test(name)) || takesEvent(func, names[0])) return true;
  const types = func.node.params.map((one) => annotation(one)).filter((one) => one !== undefined);
  if (types.some((one) => TYPES.test(textOf(one, func)))) return true;
  const holder = func.module().parents.get(func.node);
  const typed = holder?.type === 'VariableDeclarator' ? annotation(holder.id) : undefined;
  return typed !== undefined && TYPES.test(textOf(typed, func));
}

/** `export const signOff = async (event) => ({ statusCode: 204 })`, as the functions of a cloud are written. */
function takesEvent(func: Func, first = ''): boolean {
  const { exports, text } = func.module();
  return (
    /^_?(event|evt)$/.test(first) &&
    exports.has(func.name) &&
    /\bstatusCode\b|APIGateway|policyDocument|aws-lambda|\bmiddy\b/.test(text)
  );
}

/** A logout of a server that nothing in the program calls: who does is not there to read. */
function isService(program: Program, func: Func): boolean {
  if (func.node.type === 'File' || sideOf(func.module()) !== 'server') return false;
  const isOwn = func.cls !== undefined || (func.outer?.node.type === 'File' && !isNested(func));
  if (!isOwn || func.cls?.node.type === 'ClassExpression') return false;
  const name = func.cls && DOES.test(func.name) ? func.cls.name : func.name;
  return program.isLoose || program.callsOf(func.name).length === 0 ? name !== '' : false;
}

/** A function within an object within another is a setting of something: `{ events: { signOut() {} } }`. */
function isNested({ node, module }: Func): boolean {
  const { parents } = module();
  const property = node.type === 'ObjectMethod' ? node : parents.get(node);
  const object =
    property?.type === 'ObjectProperty' || property?.type === 'ObjectMethod'
      ? parents.get(property)
      : undefined;
  const holder = object && parents.get(object);
  return holder?.type === 'ObjectProperty' || (holder !== undefined && isCall(holder));
}
