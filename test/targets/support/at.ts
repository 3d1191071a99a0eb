import { targets } from '../index.ts';
import type { Running, Target } from '../target.ts';
import { Visitor } from './visitor.ts';

/** A target that runs until the test disposes of it. */
export interface Site extends AsyncDisposable {
  readonly target: Target;
  readonly running: Running;
  readonly stranger: () => Visitor;
  /** Somebody who has just signed in as alice. */
  readonly alice: () => Promise<Visitor>;
}

export async function at(name: string): Promise<Site> {
  const target = targets.find((one) => one.name === name);
  if (!target) throw new Error(`there is no target ${name}`);
  const running = await target.start();
  const stranger = (): Visitor => Visitor.to(target, running);
  const alice = (): Promise<Visitor> => stranger().signIn();
  return { target, running, stranger, alice, [Symbol.asyncDispose]: () => running.stop() };
}
