import type * as t from '@babel/types';
import type { Call } from './ast.ts';

/** One file of the program. */
export interface Module {
  /** Relative to where the check began, with `/`. */
  readonly file: string;
  readonly text: string;
  readonly ast: t.File;
  /** What stands outside of every function. */
  readonly top: Func;
  /** All functions, `top` first, in the order of the source. */
  readonly funcs: readonly Func[];
  readonly classes: readonly Cls[];
  readonly parents: ReadonlyMap<t.Node, t.Node>;
  readonly exports: ReadonlyMap<string, Export>;
  /** Those of `export * from`. */
  readonly stars: readonly string[];
  /** The packages and files that it names, as it names them. */
  readonly specifiers: ReadonlySet<string>;
}

/** What a name that a module exports stands for. `=` is the whole of `module.exports`. */
export type Export =
  | { readonly kind: 'here'; readonly node: t.Node }
  | { readonly kind: 'from'; readonly specifier: string; readonly name: string };

/** A function, or the outside of all functions of a file. Each has one scope: blocks do not count. */
export interface Func {
  readonly module: () => Module;
  readonly file: string;
  readonly node: t.Function | t.File;
  /** The function around it. */
  readonly outer: Func | undefined;
  readonly inner: Func[];
  /** As it is called or stored; empty where it has none. */
  readonly name: string;
  /** The class whose method it is. */
  readonly cls: Cls | undefined;
  readonly scope: Map<string, Binding>;
  /** What is in it itself, and not in a function within it; in the order of the source. */
  readonly calls: Call[];
  readonly tagged: t.TaggedTemplateExpression[];
  readonly assigned: (t.AssignmentExpression | t.UpdateExpression | t.UnaryExpression)[];
  readonly returns: t.Expression[];
  readonly tries: t.TryStatement[];
  readonly jsx: t.JSXOpeningElement[];
}

export interface Cls {
  readonly node: t.Class;
  readonly func: Func;
  readonly name: string;
  readonly methods: Map<string, Func>;
  /** Properties, parameter properties, and what its constructor puts on `this`. */
  readonly fields: Map<
    string,
    { readonly value?: t.Node | undefined; readonly type?: t.Node | undefined; readonly func: Func }
  >;
}

export type Binding =
  | { readonly kind: 'import'; readonly specifier: string; readonly name: string }
  | { readonly kind: 'function'; readonly func: Func }
  | { readonly kind: 'class'; readonly cls: Cls }
  /** `path` leads through a pattern: `const { a: [b] } = init` has `a 0` for `b`. */
  | {
      readonly kind: 'variable';
      init: t.Node | undefined;
      type: t.Node | undefined;
      readonly path: readonly string[];
      readonly func: Func;
      /** What it is where nothing is at the end of the way: `const { a = 1 } = init`. */
      readonly fallback?: t.Node | undefined;
    }
  | {
      readonly kind: 'parameter';
      readonly func: Func;
      readonly index: number;
      readonly path: readonly string[];
      readonly type: t.Node | undefined;
    }
  | { readonly kind: 'unknown' };

/** What an expression stands for. */
export type Value =
  | { readonly kind: 'function'; readonly func: Func }
  | { readonly kind: 'class'; readonly cls: Cls }
  | { readonly kind: 'instance'; readonly cls: Cls }
  | { readonly kind: 'object'; readonly node: t.ObjectExpression; readonly func: Func }
  | { readonly kind: 'module'; readonly module: Module }
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | Opaque;

/** Something whose code is not here, and how one gets to it: `createClient () get` from the package redis. */
export interface Opaque {
  readonly kind: 'opaque';
  readonly origin: Origin;
  readonly path: readonly string[];
  /** The call whose answer it is, or is part of. */
  readonly call?: { readonly node: Call; readonly func: Func; readonly at: number } | undefined;
}

export type Origin =
  | { readonly kind: 'package'; readonly name: string }
  /** A file of the program that was not given to read. */
  | { readonly kind: 'missing'; readonly name: string }
  | { readonly kind: 'global'; readonly name: string }
  | { readonly kind: 'parameter'; readonly name: string; readonly func: Func; readonly index: number }
  | { readonly kind: 'unknown'; readonly name: string };
