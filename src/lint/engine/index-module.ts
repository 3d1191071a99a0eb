import type * as t from '@babel/types';
import { children, isFunction } from './ast.ts';
import { exportsOf } from './exports.ts';
import { nameOfFunction, nameOfHolder } from './name.ts';
import { declare, note } from './note.ts';
import { annotation, boundBy } from './patterns.ts';
import type { Cls, Func, Module } from './types.ts';

interface Step {
  readonly node: t.Node;
  readonly func: Func;
  readonly cls: Cls | undefined;
}

/** Reads a parsed file once: its functions, what they call, the names in their scopes, its classes and exports. */
export function indexModule(file: string, text: string, ast: t.File): Module {
  const parents = new Map<t.Node, t.Node>();
  const funcs: Func[] = [];
  const classes: Cls[] = [];
  const specifiers = new Set<string>();
  const opened = (node: t.Function | t.File, name: string, outer: Func | undefined, cls?: Cls): Func => {
    const func: Func = {
      module: () => module,
      file,
      node,
      outer,
      inner: [],
      name,
      cls,
      scope: new Map(),
      calls: [],
      tagged: [],
      assigned: [],
      returns: [],
      tries: [],
      jsx: [],
    };
    funcs.push(func);
    outer?.inner.push(func);
    return func;
  };
  const top = opened(ast, '', undefined);
  const waiting: Step[] = [{ node: ast.program, func: top, cls: undefined }];
  for (let step = waiting.pop(); step; step = waiting.pop()) {
    const { node } = step;
    let { func, cls } = step;
    if (isFunction(node)) {
      const name = nameOfFunction(node, parents, file);
      const isMethod = node.type === 'ClassMethod' || node.type === 'ClassPrivateMethod';
      const outer = func;
      func = opened(node, name, outer, isMethod ? cls : undefined);
      if (node.type === 'FunctionDeclaration' && node.id) {
        outer.scope.set(node.id.name, { kind: 'function', func });
      }
      if (isMethod && cls) cls.methods.set(name, func);
      declareParameters(func, cls);
      if (node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement')
        func.returns.push(node.body);
    } else if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
      const name = node.id?.name ?? nameOfHolder(node, parents, file);
      cls = { node, func, name, methods: new Map(), fields: new Map() };
      classes.push(cls);
      if (node.id) declare(func, node.id.name, { kind: 'class', cls });
    } else if (node.type === 'Decorator') {
      // It runs when the class is made, and not when the function does that it stands at.
      func = func.outer ?? func;
    } else note(node, func, cls, specifiers);
    for (const child of children(node).toReversed()) {
      parents.set(child, node);
      waiting.push({ node: child, func, cls });
    }
  }
  const module: Module = {
    file,
    text,
    ast,
    top,
    funcs,
    classes,
    parents,
    specifiers,
    ...exportsOf(ast, funcs),
  };
  return module;
}

function declareParameters(func: Func, cls: Cls | undefined): void {
  if (func.node.type === 'File') return;
  for (const [index, parameter] of func.node.params.entries()) {
    const whole = annotation(parameter);
    for (const { name, path, type } of boundBy(parameter)) {
      declare(func, name, {
        kind: 'parameter',
        func,
        index,
        path,
        type: path.length === 0 ? (type ?? whole) : undefined,
      });
      if (parameter.type === 'TSParameterProperty') cls?.fields.set(name, { type: type ?? whole, func });
    }
  }
}
