import type { Curfew } from '../../core/curfew.ts';

const MADE = Symbol.for('curfew.next');

/**
 * The one Curfew of this process: Next evaluates a module more than once, in each of its bundles and after each change.
 * `make` is called at the first request, not while Next builds; `await curfew.ready()` in `instrumentation.ts` does it,
 * and says what is wrong, when the server starts.
 */
export function onePerProcess(make: () => Curfew): Curfew {
  const home = globalThis as { [MADE]?: Curfew };
  const one = (): Curfew => (home[MADE] ??= make());
  return new Proxy({} as Curfew, {
    get(_target, name): unknown {
      // It is no promise, whoever awaits it.
      if (name === 'then' || (typeof name === 'symbol' && name !== Symbol.asyncDispose)) return undefined;
      return (...given: unknown[]): unknown => Reflect.apply(Reflect.get(one(), name), one(), given);
    },
  });
}
