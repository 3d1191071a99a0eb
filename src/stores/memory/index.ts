import { systemClock } from '../../core/clock.ts';
import type { Store } from '../../core/store.ts';
import { systemTimers } from '../../core/timers.ts';
import { MemoryStore } from './memory-store.ts';

/**
 * Everything in this process's memory: for tests and for trying things out. What it holds ends with the
 * process, and so do the tokens: a new process is a new incarnation. Several Curfews may share one.
 */
export function memory(): Store {
  return new MemoryStore(systemClock, systemTimers);
}
