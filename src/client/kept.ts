import { attempt } from './attempt.ts';

/** What all tabs keep: a value by its name. */
export type Kept = readonly [
  get: (name: string) => string | null | undefined,
  /** Without `text`, takes away what is there. */
  set: (name: string, text?: string) => void,
];

/** Web Storage; what it does not take, because it is forbidden or full, this tab remembers alone. */
export function keptBy(key: string): Kept {
  const memory = new Map<string, string | undefined>();
  return [
    (name) => memory.get(name) ?? attempt(() => localStorage.getItem(key + name)),
    (name, text) => {
      memory.delete(name);
      attempt(
        () => (text ? localStorage.setItem(key + name, text) : localStorage.removeItem(key + name)),
        () => memory.set(name, text),
      );
    },
  ];
}
