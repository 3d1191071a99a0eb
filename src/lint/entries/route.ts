import type * as t from '@babel/types';
import type { Func } from '../engine/types.ts';

/** Something that others can call from outside. */
export interface Route {
  readonly how: 'route' | 'action' | 'resolver' | 'event';
  /** In capitals; `ANY` where every method is taken, or where there is none. */
  readonly method: string;
  /** As far as it can be told: `/auth/logout`; of resolvers, actions and events their name. */
  readonly path: string;
  /** What does the work. */
  readonly handler: Func;
  /** What runs before it. */
  readonly before: readonly Func[];
  /** Where it is declared. */
  readonly node: t.Node;
  readonly func: Func;
}
