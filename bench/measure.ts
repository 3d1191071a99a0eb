/** One number of a benchmark, as it is printed and kept. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** `ns`, `ms`, `s`, `bytes`, `×`, or nothing for a count. */
  readonly unit: string;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Nanoseconds for one of the `inner` things that `work` does, over `turns` of it. */
export function nanoseconds(turns: number, work: () => void, inner: number): number {
  const started = performance.now();
  for (let turn = 0; turn < turns; turn += 1) work();
  return ((performance.now() - started) * 1e6) / (turns * inner);
}

/** Bytes of memory that what `build` answers holds on to. Node has to run with `--expose-gc`. */
export function bytesHeld(build: () => object): number {
  const collect = globalThis.gc;
  if (!collect) throw new Error('run with --expose-gc');
  const used = (): number => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = used();
  const built = build();
  const after = used();
  kept.add(built);
  kept.delete(built);
  return after - before;
}

/** What is measured must be alive until it has been. */
const kept = new Set<object>();
