/** What a method does to what a key names. */
export type KeyKind = 'set' | 'get' | 'delete';

/** The methods of a kind of store, by what they do. */
export type Methods = Readonly<Record<KeyKind, RegExp>>;

/** What `method` does; undefined for what is about no key. */
export function kindOf(method: string, methods: Methods): KeyKind | undefined {
  if (methods.set.test(method)) return 'set';
  if (methods.get.test(method)) return 'get';
  return methods.delete.test(method) ? 'delete' : undefined;
}
