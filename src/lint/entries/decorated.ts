import { constantOf } from '../engine/constant.ts';
import { decoratorsOf, type Decorator } from '../engine/decorators.ts';
import type { Program } from '../engine/program.ts';
import type { Cls, Func } from '../engine/types.ts';
import { bare, propertyOf } from '../engine/ast.ts';
import { saysLogout } from '../words.ts';
import type { Route } from './route.ts';

const VERBS =
  /^(Get|Post|Put|Patch|Delete|All|HttpGet|HttpPost|HttpPut|HttpDelete|httpGet|httpPost|httpPut|httpDelete|GET|POST|PUT|DELETE)$/;
/** LoopBack's, which are always given a path. */
const LOOPBACK = /^(get|post|put|patch|del)$/;
const RESOLVERS = /^(Mutation|Query)$/;
const EVENTS = /^(SubscribeMessage|MessagePattern|EventPattern|OnMessage|SocketEvent)$/;

/** Routes, resolvers and events declared by decorators: NestJS, routing-controllers, tsoa, TypeGraphQL, inversify. */
export function decoratedRoutes(program: Program): Route[] {
  return program.modules.flatMap(({ classes }) =>
    classes.flatMap((cls) => [...cls.methods.values()].flatMap((method) => ofMethod(program, cls, method))),
  );
}

function ofMethod(program: Program, cls: Cls, handler: Func): Route[] {
  for (const decorator of decoratorsOf(handler)) {
    const { name, node } = decorator;
    const made = (how: Route['how'], method: string, path: string): Route[] => [
      { how, method, path, handler, before: [], node, func: handler },
    ];
    if (VERBS.test(name) || (LOOPBACK.test(name) && told(program, decorator, handler) !== '')) {
      const verb = name.replace(/^http/i, '').replace(/^del$/, 'delete').toUpperCase();
      return made(
        'route',
        verb === 'ALL' ? 'ANY' : verb,
        `${prefixOf(program, cls)}/${told(program, decorator, handler)}`,
      );
    }
    if (RESOLVERS.test(name))
      return made(
        'resolver',
        name === 'Query' ? 'GET' : 'POST',
        told(program, decorator, handler) || handler.name,
      );
    if (EVENTS.test(name)) return made('event', 'ANY', told(program, decorator, handler) || handler.name);
  }
  return [];
}

function prefixOf(program: Program, cls: Cls): string {
  const controller = decoratorsOf(cls).find(({ name }) =>
    /^(\w*Controller|controller|Route|JsonController)$/.test(name),
  );
  const path = controller ? told(program, controller, cls.func) : '';
  return path === '' || path.startsWith('/') ? path : `/${path}`;
}

/** What a decorator is given: a path, an object with one, or several, of which one that speaks of logging out. */
function told(program: Program, { args }: Decorator, func: Func): string {
  const [first] = args;
  if (!first) return '';
  const inner = bare(first);
  if (inner.type === 'ArrayExpression') {
    const paths = inner.elements.map((one) => (one ? plain(constantOf(program, one, func)) : ''));
    return paths.find((one) => saysLogout(one)) ?? paths[0] ?? '';
  }
  const property =
    inner.type === 'ObjectExpression' ? (propertyOf(inner, 'path') ?? propertyOf(inner, 'name')) : undefined;
  return plain(constantOf(program, property?.type === 'ObjectProperty' ? property.value : first, func));
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value.replace(/^\//, '') : '';
}
