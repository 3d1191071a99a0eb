import { capturedIn } from './captured.ts';
import { Inconclusive } from '../inconclusive.ts';
import { Jar } from '../cookies/jar.ts';
import type { Capture, Plan, Step } from '../plan.ts';
import { outgoing, type Overrides } from './outgoing.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Sender } from '../network/sender.ts';
import type { Outgoing, Reply } from '../network/wire.ts';

/** What all persons of an audit share. */
export interface World {
  readonly plan: Plan;
  readonly sender: Sender;
  readonly secrets: Secrets;
}

/** Something that a person holds and that may open `me`. */
export interface Credential {
  /** As in the matrix: "access token", "refresh token", "cookie sid". */
  readonly name: string;
  readonly kind: 'access' | 'refresh' | 'cookie';
  readonly value: string;
}

/**
 * Somebody who signed in: a cookie jar and the captured values, like one browser. What an answer sets and holds is taken in, as
 * a browser would; a `stolen()` copy takes in nothing, and so still has everything after the logout has cleaned the browser.
 */
export class Person {
  readonly name: string;
  readonly jar: Jar;
  /** What was captured: `access`, `refresh`, `csrf` … */
  readonly values: Map<string, string>;
  /** Whether this person has asked to be signed out. */
  left = false;
  readonly #world: World;
  readonly #keeps: boolean;

  constructor(
    world: World,
    name: string,
    jar: Jar,
    values: ReadonlyMap<string, string> = new Map(),
    keeps = true,
  ) {
    this.#world = world;
    this.name = name;
    this.jar = jar;
    this.values = new Map(values);
    this.#keeps = keeps;
  }

  get access(): string | undefined {
    return this.values.get('access');
  }

  get refreshToken(): string | undefined {
    return this.values.get('refresh');
  }

  /** What would be sent: for a volley, or to look at. Throws `Inconclusive` when a value that it needs was not captured. */
  prepare(step: Step, overrides: Overrides = {}): Outgoing {
    return outgoing(this.#world.plan, step, this, overrides);
  }

  /** Sends a step as this person, and takes in what the answer sets and holds. See `Sender.send` for errors. */
  async send(step: Step, overrides: Overrides = {}): Promise<Reply> {
    const reply = await this.#world.sender.send(this.prepare(step, overrides), overrides.cleanup);
    if (this.#keeps) this.accept(reply, step.capture);
    return reply;
  }

  async me(overrides?: Overrides): Promise<Reply> {
    return this.send(this.#world.plan.me, overrides);
  }

  async logout(overrides?: Overrides): Promise<Reply> {
    this.left = true;
    return this.send(this.#world.plan.logout, overrides);
  }

  /** Throws `Inconclusive` when the plan has no refresh; probes that need one say so in `notRun`. */
  async refresh(overrides?: Overrides): Promise<Reply> {
    const { refresh } = this.#world.plan;
    if (!refresh) throw new Inconclusive('The plan has no refresh');
    return this.send(refresh, overrides);
  }

  /** Takes in the cookies of an answer, and what the plan (and `more`) captures. Answers this person. */
  accept(reply: Reply, more: readonly Capture[] = []): this {
    this.jar.store(reply.headers, reply.request.url);
    for (const [name, value] of capturedIn(reply, [...this.#world.plan.capture, ...more])) {
      this.values.set(name, value);
      this.#world.secrets.addNamed(name, value);
    }
    return this;
  }

  /** The same person once more: it goes on by itself. */
  copy(): Person {
    return new Person(this.#world, this.name, this.jar.copy(), this.values);
  }

  /** A new browser, in which nobody has signed in yet. */
  blank(): Person {
    return new Person(this.#world, this.name, new Jar());
  }

  /** What somebody has who copied everything at this moment: it never changes. */
  stolen(): Person {
    return new Person(this.#world, this.name, this.jar.copy(), this.values, false);
  }

  /** This person with only those credentials that `other` does not have, or that `reply` gave once more. */
  without(other: Person, reply: Reply): Person {
    const given = this.#given(reply);
    const had = new Set(
      other
        .credentials()
        .map(({ value }) => value)
        .filter((value) => !given.has(value)),
    );
    const values = [...this.values].filter(
      ([name, value]) => !/^(access|refresh)$/.test(name) || !had.has(value),
    );
    const cookies = this.jar.all().filter(({ value }) => !had.has(value));
    return new Person(this.#world, this.name, new Jar(cookies), new Map(values), false);
  }

  #given(reply: Reply): Set<string> {
    const captures = [...this.#world.plan.capture, ...(this.#world.plan.refresh?.capture ?? [])];
    const jar = new Jar();
    jar.store(reply.headers, reply.request.url);
    return new Set([...capturedIn(reply, captures).values(), ...jar.all().map(({ value }) => value)]);
  }

  /** The credentials at this moment: tokens, then every cookie. Which of them open `me` by themselves has to be tried. */
  credentials(): Credential[] {
    const held: Credential[] = [];
    if (this.access !== undefined) held.push({ name: 'access token', kind: 'access', value: this.access });
    if (this.refreshToken !== undefined)
      held.push({ name: 'refresh token', kind: 'refresh', value: this.refreshToken });
    const cookies = this.jar
      .all()
      .map(({ name, value }) => ({ name: `cookie ${name}`, kind: 'cookie' as const, value }));
    return [...held, ...cookies];
  }
}
