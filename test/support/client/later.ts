/** An answer that comes when the test says so. */
export interface Later<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

export function later<T>(): Later<T> {
  const found: Partial<Later<T>>[] = [];
  const promise = new Promise<T>((resolve, reject) => found.push({ resolve, reject }));
  return { promise, ...found[0] } as Later<T>;
}

/** Lets everything run that waits for nothing but its turn. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
