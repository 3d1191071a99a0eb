import { constantOf } from '../engine/constant.ts';
import type { Program } from '../engine/program.ts';
import { allListeners } from './listeners.ts';
import type { Site } from './site.ts';

/** Packages whose emitters tell nobody but who listens in the same process. */
const EMITTERS =
  /^(events|eventemitter[23]|mitt|emittery|nanoevents|tiny-emitter|eventemitter-asyncresource|@nestjs\/event-emitter)$/;

export function isEmitter({ from }: Site): boolean {
  return from !== undefined && EMITTERS.test(from);
}

/** Whether somebody who is not there to read may act on what is emitted. The listeners that are there act by themselves. */
export function mayBeHeard(program: Program, site: Site): boolean {
  if (program.isLoose || !isEmitter(site)) return true;
  const [first] = site.args;
  const name = first && constantOf(program, first, site.func);
  if (typeof name !== 'string') return true;
  const listeners = allListeners(program).filter(({ kind }) => kind === 'event');
  // An emitter that is given from outside comes with a program that listens somewhere.
  const isMade = site.value.kind === 'opaque' && site.value.call !== undefined;
  if (!isMade && listeners.length === 0) return true;
  return listeners.some(
    ({ event, funcs }) =>
      event === undefined || event.includes('*') || (event === name && funcs.length === 0),
  );
}
