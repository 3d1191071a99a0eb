export type Deep<T> = T extends [infer H, ...infer R] ? { head: H; tail: Deep<R> } : never;
export const table = { ...{ ...{ ...{} } } } satisfies Record<string, unknown>;
export default async function* (this: unknown, { a: { b: { c = 1 } = {} } = {} } = {} as any) {
  label: for await (const x of [Promise.resolve(c)]) {
    if (x > 1) break label;
    yield x as const;
  }
}
