import type { Admitted } from './network/gate.ts';
import { Inconclusive, SingleSession } from './inconclusive.ts';
import { Jar } from './cookies/jar.ts';
import type { Judge } from './judging/judge.ts';
import { login } from './people/login.ts';
import type { Cell, State } from './outcome.ts';
import type { Overrides } from './people/outgoing.ts';
import type { Person, World } from './people/person.ts';
import type { Plan } from './plan.ts';
import { refreshed, successorOf, type Refreshed, type Seen } from './people/refreshed.ts';
import type { Shot } from './network/sender.ts';
import { instant, type Reply } from './network/wire.ts';

export type { Refreshed, Seen } from './people/refreshed.ts';

/** What a probe gets: people who sign in, a judge, a clock, and a place for what was seen. */
export class Context {
  readonly plan: Plan;
  readonly judge: Judge;
  readonly signal: AbortSignal;
  readonly matrix: Cell[] = [];
  readonly timeline: { at: number; what: string; state?: State | undefined }[] = [];
  readonly #world: World;
  readonly #began: number;
  #people = 0;
  #present: Person[] = [];

  /** `began` is an instant as `Reply.at` is. */
  constructor(world: World, judge: Judge, began: number, signal: AbortSignal) {
    this.#world = world;
    this.plan = world.plan;
    this.judge = judge;
    this.signal = signal;
    this.#began = began;
  }

  /**
   * A new login, proved to be alive. Throws `Inconclusive` when the application lets nobody in (any more). What is left of the
   * people of a probe is signed out when the probe has ended. `browser` keeps the cookies of whoever used it before.
   */
  async person(browser: Jar = new Jar()): Promise<Person> {
    this.#people += 1;
    const person = await login(this.#world, `person ${this.#people}`, browser);
    this.#present.push(person);
    const seen = await this.me(person);
    if (seen.state !== 'alive')
      throw new Inconclusive(`A new login did not open the page for "me": ${seen.because}`);
    return person;
  }

  /**
   * Two people who are signed in at the same time. Throws `SingleSession` when the second login ended the first: an application
   * may allow one session per user, and is not to be blamed for it.
   */
  async two(): Promise<[Person, Person]> {
    const first = await this.person();
    const second = await this.person();
    const seen = await this.me(first);
    if (seen.state === 'dead') throw new SingleSession();
    if (seen.state === 'unclear')
      throw new Inconclusive(`After a second login nothing is clear about the first: ${seen.because}`);
    return [first, second];
  }

  /** Asks for `me` as somebody, and judges the answer. */
  async me(person: Person, overrides?: Overrides): Promise<Seen> {
    const reply = await person.me(overrides);
    return { ...this.judge.judge(reply), reply };
  }

  /**
   * Signs somebody out. Throws `Inconclusive` when the answer does not claim to have done it: an application that says "not done"
   * has promised nothing, or the plan's request is not what it wants.
   */
  async logout(person: Person, overrides?: Overrides): Promise<Reply> {
    const reply = await person.logout(overrides);
    if (reply.error !== undefined) throw new Inconclusive(`The logout got no answer: ${reply.error}`);
    if (reply.status >= 400)
      throw new Inconclusive(
        `The logout was answered ${reply.status}, which claims nothing: look at the plan's "logout"`,
      );
    return reply;
  }

  /**
   * Tries to refresh with what `person` holds, without changing the person, and looks whether what it gives opens `me`. A
   * successor that is alive is what must not be there after a logout.
   */
  async refresh(person: Person, overrides?: Overrides): Promise<Refreshed> {
    return refreshed(this, person, overrides);
  }

  /** The person with what the answer to a refresh gave, going on by itself; undefined when it gave no new token or cookie. */
  successor(person: Person, reply: Reply): Person | undefined {
    return successorOf(this.plan, person, reply);
  }

  /** Sends several requests at the same moment, each over a connection that is already open. Nobody takes in the answers. */
  async volley(shots: readonly Shot[]): Promise<Reply[]> {
    return this.#world.sender.volley(shots);
  }

  /** Checks and counts what goes over a connection of its own: a WebSocket, a page in a browser. Connect only to what it answers. */
  async admit(url: URL): Promise<Admitted> {
    return this.#world.sender.admit(url);
  }

  /** Remembers a secret that no request of the plan sends: `<kind #1>` stands for it in the outcome. */
  secret(kind: string, value: string): void {
    this.#world.secrets.add(kind, value);
  }

  /** Adds to the matrix. */
  cell(credential: string, moment: string, state: State): void {
    this.matrix.push({ credential, moment, state });
  }

  /** Adds to the timeline, at this moment or at that of a reply. */
  event(what: string, state?: State, reply?: Reply): void {
    const at = Math.max(0, Math.round((reply?.at ?? instant()) - this.#began));
    this.timeline.push({ at, what, ...(state && { state }) });
  }

  /** Waits, ms. Rejects when the audit is aborted. */
  async sleep(ms: number): Promise<void> {
    await this.#world.sender.sleep(ms);
  }

  /** Waits until an instant (ms since the epoch), if that is still to come. */
  async until(moment: number): Promise<void> {
    await this.sleep(moment - instant());
  }

  /** Signs out whom a probe left behind, lest an application run out of sessions. What goes wrong here says nothing. */
  async tidy(): Promise<void> {
    const present = this.#present.splice(0);
    for (const person of present.filter(({ left }) => !left)) {
      await person.logout().catch(() => undefined);
    }
    this.signal.throwIfAborted();
  }
}
