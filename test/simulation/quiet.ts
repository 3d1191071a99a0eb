import { setImmediate } from 'node:timers/promises';

/** How many calls of the runtime's cryptography are under way. */
let pending = 0;

type Call = (...values: unknown[]) => Promise<unknown>;

/**
 * Makes the only thing in core that takes real time, the runtime's cryptography, finish in the order in which
 * it was begun, and counts what is under way; and makes its random bytes come from `bytes`. The answer undoes it.
 */
export function tameCrypto(bytes: (into: Uint8Array) => void): () => void {
  const subtle = crypto.subtle as unknown as Record<string, Call>;
  const names = ['sign', 'verify', 'importKey', 'deriveKey', 'digest'] as const;
  const originals = new Map(names.map((name) => [name, subtle[name]]));
  let last: Promise<unknown> = Promise.resolve();
  for (const [name, original] of originals) {
    if (!original) continue;
    const tamed: Call = (...values) => {
      pending += 1;
      const before = last;
      const work = (async () => {
        await before.catch(() => undefined);
        return Reflect.apply(original, crypto.subtle, values);
      })();
      last = work;
      return work.finally(() => {
        pending -= 1;
      });
    };
    Object.defineProperty(crypto.subtle, name, { value: tamed, configurable: true });
  }
  const random = (array: Uint8Array): Uint8Array => {
    bytes(array);
    return array;
  };
  Object.defineProperty(crypto, 'getRandomValues', { value: random, configurable: true });
  return () => {
    for (const name of names) delete subtle[name];
    delete (crypto as { getRandomValues?: unknown }).getRandomValues;
  };
}

/** Resolves when everything that can happen without time passing has happened. */
export async function quiet(): Promise<void> {
  for (let calm = 0; calm < 2; calm = pending === 0 ? calm + 1 : 0) await setImmediate();
}
