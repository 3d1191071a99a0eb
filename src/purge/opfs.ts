import type { PurgeStep } from '../client/types.ts';

/** Removes everything in the origin private file system, or what is called as said. Where there is none, nothing. */
export function opfs(...names: readonly string[]): PurgeStep {
  return {
    name: 'private file system',
    async purge() {
      const root = await globalThis.navigator?.storage?.getDirectory?.();
      if (!root) return;
      const present: string[] = [];
      for await (const name of root.keys())
        if (names.length === 0 || names.includes(name)) present.push(name);
      // A file that somebody holds open must not keep the others.
      const done = await Promise.allSettled(
        present.map((name) => root.removeEntry(name, { recursive: true })),
      );
      const failed = done.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
    },
  };
}
