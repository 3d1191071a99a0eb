import { answerOf, evaluate, named } from './evaluate.ts';
import { indexModule } from './index-module.ts';
import { indexCalls, indexImplementers } from './index-program.ts';
import { memberOf } from './member.ts';
import { exported, importedFrom } from './modules.ts';
import { codeOf } from './component.ts';
import { parse } from './parse.ts';
import type { Resolver } from './paths.ts';
import { indexAttached, type Attached } from './attached.ts';
import type { Call } from './ast.ts';
import { typeValue } from './type-value.ts';
import type { Cls, Func, Module, Value } from './types.ts';
import { UNKNOWN } from './values.ts';
import type * as t from '@babel/types';

/** A text of the program, not yet read. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** What is worth reading at once. The rest is read when something leads there. */
const RELEVANT =
  /(?:log|sign)(?:ged|ed|ging|ing)?[-_ ]?(?:out|off)|jwt|jose|\bsess[:_]|\bredis\b|\bjti\b|token|sess?ion|cookie|passport|cache-control|no-?cache|no-store|persist|revo[kc]|invalidat|(?:black|deny|block)-?list|\bdeny[-_:]|createContext|\brouter\b|@\w*Controller|\.\$?on\(|addEventListener|@On[A-Z]|@EventsHandler|\bemit|\blisten|socket\.io|@\w*Gateway|take(?:Latest|Every|Leading)|createApi|QueryClient|queryKey|useQuery\b|apollo|useSWR|storage|\.(?:methods?|statics?|prototype)\b|\bdecorate(?:Request|Reply)?\(|loadClass\(|vuex|pinia|zustand|urql|\bjeton|abmelde|d[eé]connect|d[eé]connexion|sesi[oó]n|deslog|sair\b|wylog|logg?a_?ut|uitlog|\/(?:me|whoami|profile|userinfo)(?:['"`.]|\/(?:route|\+server)\.)/i;

/** How far an expression is followed: generated code must not overflow the stack. */
const DEEPEST = 150;

/** All files that were given, and what is known of them. */
export class Program {
  /** Whether files were given one by one, so that what is not in them may be elsewhere. */
  readonly isLoose: boolean;
  readonly modules: readonly Module[];
  readonly unreadable: { readonly file: string; readonly reason: string }[] = [];
  readonly values: Map<t.Node, Value> = new Map<t.Node, Value>();
  /** Major and minor of a dependency, as the nearest package.json to the root asks for it. */
  readonly versions: ReadonlyMap<string, string>;
  readonly #texts: ReadonlyMap<string, string>;
  readonly #resolver: Resolver;
  readonly #modules = new Map<string, Module | undefined>();
  #callsByName: Map<string, { call: Call; func: Func }[]> | undefined;
  #depth = 0;
  #implementers: Map<string, Cls[]> | undefined;
  #attached: Map<string, Attached[]> | undefined;

  constructor(
    sources: readonly Source[],
    resolver: Resolver,
    versions: ReadonlyMap<string, string> = new Map(),
    isLoose: boolean = sources.length === 1,
  ) {
    this.isLoose = isLoose;
    this.versions = versions;
    this.#resolver = resolver;
    this.#texts = new Map(sources.map(({ file, text }) => [file, text]));
    const modules: Module[] = [];
    for (const { file, text } of sources) {
      const code = codeOf(text, file);
      const parsed = parse(code.text, code.filename);
      if ('reason' in parsed) {
        this.unreadable.push({ file, reason: parsed.reason });
        this.#modules.set(file, undefined);
      } else if (this.isLoose || RELEVANT.test(text) || RELEVANT.test(file)) {
        const module = indexModule(file, code.text, parsed.ast);
        this.#modules.set(file, module);
        modules.push(module);
      }
    }
    this.modules = modules;
  }

  /** The module that an import in `from` means; undefined for packages and for files that are not there. */
  module(specifier: string, from: string): Module | undefined {
    const file = this.#resolver.find(specifier, from);
    if (file === undefined) return undefined;
    if (!this.#modules.has(file)) {
      const { text, filename } = codeOf(this.#texts.get(file) ?? '', file);
      const parsed = parse(text, filename);
      this.#modules.set(file, 'ast' in parsed ? indexModule(file, text, parsed.ast) : undefined);
    }
    return this.#modules.get(file);
  }

  /** All files that were given, read or not. */
  files(): Iterable<string> {
    return this.#texts.keys();
  }

  /** The whole text of a file, with what is no code in it: the template of a component. */
  textOf(file: string): string {
    return this.#texts.get(file) ?? '';
  }

  /** What an expression in `func` stands for. */
  evaluate(node: t.Node, func: Func): Value {
    if (this.#depth > DEEPEST) return UNKNOWN;
    this.#depth += 1;
    try {
      return evaluate(this, node, func);
    } finally {
      this.#depth -= 1;
    }
  }

  named(name: string, func: Func): Value {
    return named(this, name, func);
  }

  /** What `value.name` is. */
  member(value: Value, name: string): Value {
    return memberOf(this, value, name);
  }

  /** What a function answers. */
  answer(func: Func): Value {
    return answerOf(this, func);
  }

  typeValue(type: t.Node, func: Func): Value {
    return typeValue(this, type, func);
  }

  exported(module: Module, name: string): Value {
    return exported(this, module, name);
  }

  imported(specifier: string, name: string, from: string): Value {
    return importedFrom(this, specifier, name, from);
  }

  /** All calls in the modules whose callee's last name is this one. */
  callsOf(name: string): readonly { readonly call: Call; readonly func: Func }[] {
    this.#callsByName ??= indexCalls(this.modules);
    return this.#callsByName.get(name) ?? [];
  }

  /** The classes that say that they implement an interface, or extend a class, of this name. */
  implementersOf(name: string): readonly Cls[] {
    this.#implementers ??= indexImplementers(this.modules);
    return this.#implementers.get(name) ?? [];
  }

  /** What was given to something of another's as a method of this name. */
  attachedAs(name: string): readonly Attached[] {
    this.#attached ??= indexAttached(this.modules);
    return this.#attached.get(name) ?? [];
  }
}
