import { createNode } from '../../src/core/curfew.ts';
import { CurfewError, type Curfew, type SigningKey, type Tokens } from '../../src/index.ts';
import { parseCursor } from '../../src/core/position.ts';
import { MemoryStore } from '../../src/stores/memory/memory-store.ts';
import { History, type Login } from './history.ts';
import { Line, remote, type StoreMachine } from './network.ts';
import { quiet, tameCrypto } from './quiet.ts';
import { Random } from './random.ts';
import { MachineTime, VirtualTime } from './virtual-time.ts';

interface Machine {
  readonly time: MachineTime;
  readonly line: Line;
  readonly curfew: Curfew;
}

export interface Outcome {
  readonly violations: readonly string[];
  readonly counts: History['counts'];
  /** The whole course of the world in one text: the same seed must give the same. */
  readonly trace: string;
}

const USERS = ['alice', 'bob', 'carol'];
const STALENESS = 500;
/** How long things go wrong, and how long the world then has to get well, ms of its own time. */
const TROUBLE = 20_000;
const HEALING = 12_000;

/** Lets one world happen: some nodes, a store, users, and everything that can go wrong between them. */
export async function simulate(seed: number, key: SigningKey): Promise<Outcome> {
  const random = new Random(seed);
  const restore = tameCrypto((into) => into.forEach((_, index) => (into[index] = random.between(0, 255))));
  try {
    return await new World(random, key).run();
  } finally {
    restore();
  }
}

class World {
  readonly #random: Random;
  readonly #key: SigningKey;
  readonly #time = new VirtualTime();
  readonly #history = new History();
  readonly #there: StoreMachine;
  readonly #nodes: Machine[] = [];
  readonly #refreshing = new Set<string>();
  /** How many "log out everywhere" of a user may still take effect, and how many there have been. */
  readonly #ending = new Map<string, number>();
  readonly #everywheres = new Map<string, number>();
  #losing = 0;
  #losses = 0;
  #trace = '';

  constructor(random: Random, key: SigningKey) {
    this.#random = random;
    this.#key = key;
    const time = new MachineTime(this.#time, 0);
    this.#there = { store: new MemoryStore(time, time), time, down: false };
  }

  async run(): Promise<Outcome> {
    // Somebody holds on to the store, so that it does not end with the last node.
    await this.#there.store.attach(STALENESS);
    const nodes = this.#random.between(1, 4);
    for (let index = 0; index < nodes; index += 1) this.#nodes.push(this.#start());
    this.#every(20, 150, () => this.#somebodyActs());
    this.#every(500, 3_000, () => this.#somethingBreaks());
    await this.#until(TROUBLE);
    this.#heal();
    await this.#until(TROUBLE + HEALING);
    await this.#prove();
    return { violations: this.#history.violations, counts: this.#history.counts, trace: this.#trace };
  }

  async #until(end: number): Promise<void> {
    await quiet();
    while (this.#time.step(end)) await quiet();
  }

  #every(least: number, most: number, act: () => void): void {
    const next = (): void => {
      if (this.#time.now >= TROUBLE) return;
      act();
      this.#time.after(this.#random.between(least, most), next);
    };
    this.#time.after(this.#random.between(0, most), next);
  }

  #start(): Machine {
    const time = new MachineTime(this.#time, this.#random.between(-200, 200));
    const line = new Line();
    const options = {
      store: remote(this.#time, this.#random, this.#there, time, line),
      issuer: { name: 'https://api.test', audience: 'api', keys: this.#key },
      staleness: STALENESS,
      clock: time,
    };
    return { time, line, curfew: createNode(options, time) };
  }

  #log(what: string): void {
    this.#trace += `${Math.round(this.#time.now)} ${what}\n`;
  }

  // What users do.

  #somebodyActs(): void {
    const node = this.#random.pick(this.#nodes);
    const known = this.#history.logins.slice(-12);
    const dice = this.#random.next();
    if (known.length === 0 || dice < 0.15) return void this.#login(node);
    const login = this.#random.pick(known);
    if (dice < 0.65) for (const one of this.#nodes) void this.#request(one, login);
    else if (dice < 0.8) void this.#refresh(login);
    else if (dice < 0.93) void this.#logout(node, login);
    else void this.#logoutEverywhere(node, login.user);
  }

  async #login(node: Machine): Promise<void> {
    const user = this.#random.pick(USERS);
    const before = this.#turns(user);
    const underWay = this.#ending.has(user) || this.#losing > 0;
    const tokens = await node.curfew.issue({ subject: user }).catch(() => undefined);
    if (!tokens) return this.#history.unknown();
    const { accessToken, refreshToken, session } = tokens;
    // A login that was under way beside "log out everywhere", or beside a loss, may have been caught by it.
    const mayEnd = underWay || this.#ending.has(user) || this.#losing > 0 || this.#turns(user) !== before;
    this.#history.logins.push({
      user,
      session,
      access: [accessToken],
      refreshToken,
      mayEnd,
      ended: undefined,
    });
    this.#log(`login ${user} ${session}`);
  }

  async #request(node: Machine, login: Login): Promise<void> {
    const start = this.#history.moment();
    const code = await outcome(node.curfew.verify(this.#random.pick(login.access)));
    this.#log(`request ${login.session} ${code}`);
    if (code === 'ok') this.#history.accepted(login, start, 'an access token');
    else if (code === 'ERR_STORE_UNAVAILABLE' || code === 'ERR_TOKEN_EXPIRED') this.#history.unknown();
    else this.#history.refused(login, `an access token, ${code}`);
  }

  /** Two tabs at once, and a retry for an answer that got lost: the same token, within the grace. */
  async #refresh(login: Login): Promise<void> {
    const presented = login.refreshToken;
    const started = this.#time.now;
    const tab = async (): Promise<void> => {
      for (let turn = 0; turn < 2 && this.#time.now - started < 4_500; turn += 1) {
        const start = this.#history.moment();
        const node = this.#random.pick(this.#nodes);
        const work: Promise<Tokens> = node.curfew.refresh(presented);
        const code = await outcome(work);
        this.#log(`refresh ${login.session} ${code}`);
        if (code === 'ok') return this.#keep(login, presented, await work, start);
        if (code !== 'ERR_STORE_UNAVAILABLE') return this.#history.refused(login, `a refresh token, ${code}`);
        this.#history.unknown();
      }
      // The client gives up; its next attempt may come after the grace.
      login.mayEnd = true;
    };
    if (this.#refreshing.has(login.session)) return;
    this.#refreshing.add(login.session);
    await Promise.all(this.#random.chance(0.5) ? [tab(), tab()] : [tab()]);
    this.#refreshing.delete(login.session);
  }

  #keep(login: Login, presented: string, tokens: Tokens, start: number): void {
    this.#history.counts.refreshed += 1;
    this.#history.accepted(login, start, 'a refresh token');
    if (login.refreshToken !== presented && login.refreshToken !== tokens.refreshToken) {
      this.#history.violations.push('a fork: two successors of one refresh token');
    }
    login.refreshToken = tokens.refreshToken;
    login.access.push(tokens.accessToken);
  }

  async #logout(node: Machine, login: Login): Promise<void> {
    login.mayEnd = true;
    const presented = this.#random.chance(0.5) ? this.#random.pick(login.access) : login.refreshToken;
    const code = await outcome(node.curfew.logout(presented));
    this.#log(`logout ${login.session} ${code}`);
    if (code !== 'ok') return this.#history.unknown();
    this.#history.counts.logouts += 1;
    login.ended ??= this.#history.moment();
  }

  async #logoutEverywhere(node: Machine, user: string): Promise<void> {
    const before = this.#history.logins.filter((login) => login.user === user);
    for (const login of before) login.mayEnd = true;
    this.#ending.set(user, (this.#ending.get(user) ?? 0) + 1);
    this.#everywheres.set(user, (this.#everywheres.get(user) ?? 0) + 1);
    const code = await outcome(node.curfew.revoke({ subject: user }));
    this.#log(`everywhere ${user} ${code}`);
    if (code === 'ok') {
      this.#history.counts.logouts += 1;
      for (const login of before) login.ended ??= this.#history.moment();
      this.#endingIsOver(user);
    } else {
      // It may be on its way still, and take effect later, for whoever has logged in by then.
      this.#history.unknown();
      this.#time.after(15_000, () => this.#endingIsOver(user));
    }
  }

  #endingIsOver(user: string): void {
    const left = (this.#ending.get(user) ?? 1) - 1;
    if (left === 0) this.#ending.delete(user);
    else this.#ending.set(user, left);
  }

  /** Changes with every "log out everywhere" of the user and with every loss. */
  #turns(user: string): string {
    return `${this.#everywheres.get(user) ?? 0} ${this.#losses}`;
  }

  // What goes wrong.

  #somethingBreaks(): void {
    const { line, time } = this.#random.pick(this.#nodes);
    const lasts = this.#random.between(100, 4_000);
    const later = (undo: () => void): void => void this.#time.after(lasts, undo);
    const faults: Record<string, () => void> = {
      cut: () => {
        line.cut = true;
        later(() => (line.cut = false));
      },
      loss: () => {
        line.loss = this.#random.next() * 0.5;
        later(() => (line.loss = 0));
      },
      delay: () => {
        line.delay = this.#random.between(50, 900);
        later(() => (line.delay = 5));
      },
      sleep: () => {
        time.sleep();
        later(() => time.wake());
      },
      skew: () => time.set(this.#random.between(-300, 300)),
      down: () => {
        this.#there.down = true;
        later(() => (this.#there.down = false));
      },
      pause: () => {
        this.#there.time.sleep();
        later(() => this.#there.time.wake());
      },
      crash: () => this.#restart(this.#random.between(0, this.#nodes.length - 1)),
      join: () => {
        if (this.#nodes.length < 5) this.#nodes.push(this.#start());
      },
      flush: () => {
        if (this.#random.chance(0.3)) void this.#flush();
      },
    };
    const name = this.#random.pick(Object.keys(faults));
    this.#log(`fault ${name}`);
    faults[name]?.();
  }

  #restart(index: number): void {
    this.#nodes[index]?.time.kill();
    this.#nodes[index] = this.#start();
  }

  /** The store loses all it had, and begins another life. */
  async #flush(): Promise<void> {
    this.#losses += 1;
    this.#losing += 1;
    this.#history.allMayEnd();
    const { cursor } = await this.#there.store.changes();
    await this.#there.store.renew(parseCursor(cursor)?.incarnation ?? '');
    this.#losing -= 1;
  }

  #heal(): void {
    this.#there.down = false;
    this.#there.time.wake();
    for (const { line, time } of this.#nodes) {
      Object.assign(line, new Line());
      time.wake();
    }
  }

  /** Everything works again: every node signs in, accepts, signs out and refuses. */
  async #prove(): Promise<void> {
    for (const node of this.#nodes) {
      const course = (async () => {
        const { accessToken } = await node.curfew.issue({ subject: 'dave' });
        const before = await Promise.all(this.#nodes.map((one) => outcome(one.curfew.verify(accessToken))));
        await node.curfew.logout(accessToken);
        const after = await Promise.all(this.#nodes.map((one) => outcome(one.curfew.verify(accessToken))));
        return [...before, '|', ...after].join(' ');
      })();
      let result = 'it hangs';
      course.then(
        (text) => (result = text),
        (error: unknown) => (result = String(error)),
      );
      await this.#until(this.#time.now + 6_000);
      const count = this.#nodes.length;
      const expected = `${'ok '.repeat(count)}|${' ERR_TOKEN_REVOKED'.repeat(count)}`;
      if (result !== expected) this.#history.violations.push(`not well after healing: ${result}`);
    }
  }
}

async function outcome(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'ok';
  } catch (error) {
    return error instanceof CurfewError ? error.code : `unexpected: ${String(error)}`;
  }
}
