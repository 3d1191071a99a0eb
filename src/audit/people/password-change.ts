import type { Context } from '../context.ts';
import type { Person } from './person.ts';
import type { Reply } from '../network/wire.ts';

/** Upper case, lower case, a digit, a sign: what password rules ask for. */
const MORE = '-Curfew1!';

/**
 * A change of the password of the test account, and the way back from it. The new one is the old one with something behind it, so
 * that whoever has to put it back by hand knows it without being shown it.
 */
export class PasswordChange {
  /** What to tell whoever has to put it back. */
  readonly whatItIs: string = `it is now the old one followed by ${MORE}`;
  readonly #context: Context;
  readonly #changer: Person;
  readonly #old: string;
  readonly #new: string;

  /** `changer` is signed in. */
  constructor(context: Context, changer: Person) {
    this.#context = context;
    this.#changer = changer;
    this.#old = context.plan.variables['password'] ?? '';
    this.#new = this.#old + MORE;
    context.secret('newPassword', this.#new);
  }

  async make(): Promise<Reply> {
    const { changePassword, me } = this.#context.plan;
    return this.#changer.send(changePassword?.change ?? me, { values: { newPassword: this.#new } });
  }

  /** Whether the old password still signs in. */
  async hadNoEffect(): Promise<boolean> {
    return this.#signsIn(this.#old);
  }

  /**
   * Puts the old password back, as the one who changed it or after a login with the new one, and answers whether the old one signs in
   * again. Goes on after an abort, and beyond the cap.
   */
  async undo(): Promise<boolean> {
    if (await this.#signsIn(this.#old)) return true;
    if (await this.#restoredBy(this.#changer)) return true;
    const again = await this.#login(this.#new).catch(() => undefined);
    return again !== undefined && this.#restoredBy(again);
  }

  async #restoredBy(person: Person): Promise<boolean> {
    const { changePassword, me } = this.#context.plan;
    const values = { newPassword: this.#new };
    await person.send(changePassword?.restore ?? me, { values, cleanup: true }).catch(() => undefined);
    return this.#signsIn(this.#old);
  }

  async #signsIn(password: string): Promise<boolean> {
    const person = await this.#login(password).catch(() => undefined);
    if (!person) return false;
    const reply = await person.me({ cleanup: true }).catch(() => undefined);
    if (!reply || this.#context.judge.state(reply) !== 'alive') return false;
    await person.logout({ cleanup: true }).catch(() => undefined);
    return true;
  }

  /** With a new browser. A login by script takes the old password only. */
  async #login(password: string): Promise<Person | undefined> {
    const { login } = this.#context.plan;
    if (typeof login === 'function') return password === this.#old ? this.#context.person() : undefined;
    const person = this.#changer.blank();
    for (const step of login) await person.send(step, { values: { password }, cleanup: true });
    return person;
  }
}
