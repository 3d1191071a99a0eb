import { bare } from '../engine/ast.ts';
import { decoratorsOf } from '../engine/decorators.ts';
import type { Program } from '../engine/program.ts';
import type { Cls, Func } from '../engine/types.ts';
import type { Site } from './site.ts';

const SENDS = /^(execute|send|dispatch|publish|handle|invoke)$/;
const HANDLES = /^(CommandHandler|QueryHandler|EventsHandler|RequestHandler)$/;
const RUNS = ['execute', 'handle', 'invoke', 'run'];

const known = new WeakMap<Program, ReadonlyMap<Cls, readonly Func[]>>();

/** What runs because of `bus.execute(new LogoutCommand(id))`: the handlers that say that they are for that class. */
export function commandHandlers(program: Program, { method, args, func }: Site): readonly Func[] {
  const first = SENDS.test(method) && args[0] ? bare(args[0]) : undefined;
  if (first?.type !== 'NewExpression') return [];
  const made = program.evaluate(first.callee, func);
  return made.kind === 'class' ? (allHandlers(program).get(made.cls) ?? []) : [];
}

function allHandlers(program: Program): ReadonlyMap<Cls, readonly Func[]> {
  const before = known.get(program);
  if (before) return before;
  const found = new Map<Cls, Func[]>();
  known.set(program, found);
  for (const { classes } of program.modules) {
    for (const cls of classes) {
      const run = RUNS.map((name) => cls.methods.get(name)).find((one) => one !== undefined);
      if (!run) continue;
      for (const { name, args } of decoratorsOf(cls)) {
        if (!HANDLES.test(name)) continue;
        for (const one of args) {
          const handled = program.evaluate(one, cls.func);
          if (handled.kind === 'class') found.set(handled.cls, [...(found.get(handled.cls) ?? []), run]);
        }
      }
    }
  }
  return found;
}
