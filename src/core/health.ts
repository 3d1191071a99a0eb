import type { Settings } from './options.ts';
import type { Replica } from './replica.ts';

/** How a node is. Durations are ms. */
export interface Health {
  readonly store: { readonly name: string; readonly reachable: boolean };
  /** The life of the store's data that this node follows; undefined before the first answer. */
  readonly incarnation: string | undefined;
  readonly cursor: string | undefined;
  /** How old the node's knowledge may be now, and how old it may get before the node asks. */
  readonly staleness: { readonly now: number; readonly limit: number };
  /** Live revocations this node remembers. */
  readonly revocations: number;
}

/** How a node is, without asking anybody. One that has not joined its store has no replica. */
export function healthOf(settings: Settings, replica: Replica | undefined): Health {
  return {
    store: { name: settings.store.name, reachable: replica?.freshness.reachable ?? false },
    incarnation: replica?.incarnation,
    cursor: replica?.cursor,
    staleness: {
      now: replica?.freshness.age ?? Infinity,
      limit: replica?.staleness ?? settings.staleness ?? 0,
    },
    revocations: replica?.denylist.size ?? 0,
  };
}
