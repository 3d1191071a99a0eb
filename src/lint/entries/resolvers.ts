import type * as t from '@babel/types';
import { argumentsOf, bare, chainOf, isCall, propertyName } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import { functionsOf } from '../engine/functions.ts';
import { boundBy } from '../engine/patterns.ts';
import type { Program } from '../engine/program.ts';
import type { Func, Module } from '../engine/types.ts';
import { sideOf } from '../side.ts';
import type { Route } from './route.ts';

/** Resolvers of GraphQL, procedures of tRPC, and what a server does on a socket's event. */
export function resolverRoutes(program: Program): Route[] {
  return [...graphql(program), ...procedures(program), ...sockets(program)];
}

/** `{ Mutation: { logout: (parent, args, context) => … } }`, and a map of mutations by itself. */
function graphql(program: Program): Route[] {
  return program.modules.flatMap((module) =>
    module.funcs.flatMap((func): Route[] => {
      const property = propertyAround(func, module);
      // A mutation of Vuex is given the state, and changes that.
      if (!property || isGivenState(func)) return [];
      const holder = module.parents.get(property);
      const around = holder && nameOfObject(holder, module);
      if (
        around === undefined ||
        !/^(mutations?|query|queries|\w*mutations?|\w*mutationresolvers?)$/i.test(around)
      )
        return [];
      const method = /quer/i.test(around) ? 'GET' : 'POST';
      return [
        {
          how: 'resolver',
          method,
          path: func.name,
          handler: func,
          before: [],
          node: property,
          func: func.outer ?? func,
        },
      ];
    }),
  );
}

function isGivenState({ node }: Func): boolean {
  const [first] = node.type === 'File' ? [] : node.params;
  return first?.type === 'Identifier' && /^_?(state|draft)$/.test(first.name);
}

function propertyAround(func: Func, module: Module): t.Node | undefined {
  if (func.node.type === 'ObjectMethod') return func.node;
  const parent = module.parents.get(func.node);
  if (parent?.type === 'ObjectProperty') return parent;
  // `logout: authenticated((parent, args, context) => …)`
  const above = parent && isCall(parent) ? module.parents.get(parent) : undefined;
  return above?.type === 'ObjectProperty' ? above : undefined;
}

function nameOfObject(node: t.Node, module: Module): string | undefined {
  let parent = module.parents.get(node);
  while (parent && bare(parent) === bare(node)) parent = module.parents.get(parent);
  if (parent?.type === 'ObjectProperty') return propertyName(parent);
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
  return parent?.type === 'AssignmentExpression' ? chainOf(parent.left).at(-1) : undefined;
}

/** `logout: procedure.mutation(({ ctx }) => …)`. */
function procedures(program: Program): Route[] {
  return ['mutation', 'query'].flatMap((kind) =>
    program.callsOf(kind).flatMap(({ call, func }): Route[] => {
      if (!chainOf(call.callee).some((name) => /procedure|^t$|trpc/i.test(name))) return [];
      const module = func.module();
      const parent = module.parents.get(call);
      const name =
        parent?.type === 'ObjectProperty'
          ? propertyName(parent)
          : parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier'
            ? parent.id.name
            : undefined;
      const [handler] = argumentsOf(call).flatMap((one) => functionsOf(program, one, func));
      if (name === undefined || !handler) return [];
      return [
        {
          how: 'resolver',
          method: kind === 'query' ? 'GET' : 'POST',
          path: name,
          handler,
          before: [],
          node: call,
          func,
        },
      ];
    }),
  );
}

/** `socket.on('logout', …)` within `io.on('connection', …)`. */
function sockets(program: Program): Route[] {
  return program.callsOf('on').flatMap(({ call, func }): Route[] => {
    const [event, listener] = argumentsOf(call);
    if (!event || !listener || func.module().specifiers.has('socket.io-client')) return [];
    const name = constantOf(program, event, func);
    if (
      typeof name !== 'string' ||
      !/(^|\.)(socket|client|ws|conn|connection)$/i.test(chainOf(call.callee).slice(0, -1).join('.'))
    )
      return [];
    const [handler] = functionsOf(program, listener, func);
    if (!handler || !takesConnections(func)) return [];
    return [{ how: 'event', method: 'ANY', path: name, handler, before: [], node: call, func }];
  });
}

function takesConnections(func: Func): boolean {
  const { specifiers, text } = func.module();
  if (specifiers.has('socket.io') || specifiers.has('ws') || /\.on\(\s*['"`]connect(ion)?['"`]/.test(text))
    return true;
  // `module.exports = (io, socket) => { socket.on(…) }`, in a file of its own.
  return sideOf(func.module()) === 'server' && isGivenSocket(func);
}

function isGivenSocket(func: Func): boolean {
  for (let around: Func | undefined = func; around && around.node.type !== 'File'; around = around.outer) {
    if (
      around.node.params.some((one) =>
        boundBy(one).some(({ name }) => /^_?(socket|client|ws|conn)$/i.test(name)),
      )
    )
      return true;
  }
  return false;
}
