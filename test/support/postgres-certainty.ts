import { expect } from 'vitest';
import { StoreUnavailable, type Doubt } from '../../src/core/errors.ts';
import { Certainty, type Standing } from '../../src/stores/postgres/certainty.ts';
import { Database } from '../../src/stores/postgres/database.ts';
import { answering, type Call } from './postgres-driver.ts';

/** Where a server says that its data stand, when all is well. */
export function standing(more: Partial<Standing> = {}): Standing {
  return {
    sound: true,
    standby: false,
    young: false,
    server: '1700000000.5',
    certificate: 'c',
    incarnation: 'life',
    generation: 1,
    sequence: 2,
    age: 3,
    restored: 4,
    doubt: null,
    recorded: true,
    ...more,
  };
}

export const DOUBT: Doubt = { id: 'd', reason: 'its log is shorter than it was', age: 0 };
export const unsound = (more: Partial<Standing> = {}): Standing => standing({ sound: false, ...more });

/** A database that answers one after the other as given, and the last for ever; and what it is asked. */
export function asking(...answers: unknown[]): { certainty: Certainty; asked: Call[] } {
  const asked: Call[] = [];
  const driver = answering(async (...call) => {
    asked.push(call);
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    return answer instanceof Promise ? answer : [{ answer: JSON.stringify(answer) }];
  });
  return { certainty: new Certainty(new Database('app', driver)), asked };
}

/** What `work` rejects with. */
export const rejection = (work: Promise<unknown>): Promise<StoreUnavailable> =>
  work.then(
    () => expect.fail('it was believed'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(StoreUnavailable);
      return error as StoreUnavailable;
    },
  );
