import { randomId } from '../../src/core/base64url.ts';
import { mark } from '../../src/core/clock.ts';
import { createNode } from '../../src/core/curfew.ts';
import { CurfewError, type Curfew, type SigningKey, type Tokens } from '../../src/index.ts';
import { Data } from '../../src/stores/memory/data.ts';
import { MemoryStore, type Machine as Holder } from '../../src/stores/memory/memory-store.ts';
import { History, type Login } from './history.ts';
import { Line, remote, type StoreMachine } from './network.ts';
import { quiet, tameCrypto } from './quiet.ts';
import { Random } from './random.ts';
import { MachineTime, VirtualTime } from './virtual-time.ts';

interface Node {
  readonly time: MachineTime;
  readonly line: Line;
  readonly curfew: Curfew;
  /** Whether something is wrong with it, or with its line. */
  isImpaired(): boolean;
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
  readonly #nodes: Node[] = [];
  /** Older states of the store's data, as a backup or a replica that lags would have them. */
  readonly #backups: Data[] = [];
  /** The incarnation that is alive, as far as anybody has noticed. */
  #incarnation = '';
  readonly #refreshing = new Set<string>();
  /** How many "log out everywhere" of a user may still take effect, and how many there have been. */
  readonly #ending = new Map<string, number>();
  readonly #everywheres = new Map<string, number>();
  #lives = 0;
  #trace = '';

  constructor(random: Random, key: SigningKey) {
    this.#random = random;
    this.#key = key;
    const time = new MachineTime(this.#time, 0);
    const machine: Holder = { data: new Data('server-1', time.now()), server: 'server-1' };
    this.#there = { store: new MemoryStore(time, time, machine), time, machine, down: false };
    this.#incarnation = machine.data?.incarnation ?? '';
  }

  async run(): Promise<Outcome> {
    // Somebody holds on to the store, so that it does not end with the last node.
    await this.#there.store.attach(STALENESS);
    const nodes = this.#random.between(1, 4);
    for (let index = 0; index < nodes; index += 1) this.#nodes.push(this.#start());
    this.#every(20, 150, () => this.#somebodyActs());
    this.#every(500, 3_000, () => this.#somethingBreaks());
    this.#every(100, 1_500, () => this.#backup());
    await this.#until(TROUBLE);
    this.#heal();
    await this.#until(TROUBLE + HEALING);
    await this.#prove();
    return { violations: this.#history.violations, counts: this.#history.counts, trace: this.#trace };
  }

  async #until(end: number): Promise<void> {
    await quiet();
    while (this.#time.step(end)) {
      await quiet();
      this.#look();
    }
  }

  #every(least: number, most: number, act: () => void): void {
    const next = (): void => {
      if (this.#time.now >= TROUBLE) return;
      act();
      this.#time.after(this.#random.between(least, most), next);
    };
    this.#time.after(this.#random.between(0, most), next);
  }

  #start(): Node {
    const time = new MachineTime(this.#time, this.#random.between(-200, 200));
    const line = new Line();
    const options = {
      store: remote(this.#time, this.#random, this.#there, time, line),
      issuer: { name: 'https://api.test', audience: 'api', keys: this.#key },
      staleness: STALENESS,
      clock: time,
    };
    const isImpaired = (): boolean => line.cut || line.loss > 0 || line.delay > 20 || time.isAsleep;
    const curfew = createNode(options, time);
    curfew.on('restored', () => (this.#history.counts.restored += 1));
    curfew.on('amnesia', () => (this.#history.counts.lost += 1));
    return { time, line, isImpaired, curfew };
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

  async #login(node: Node): Promise<void> {
    const user = this.#random.pick(USERS);
    const began = this.#time.now;
    const before = this.#turns(user);
    const underWay = this.#ending.has(user);
    const tokens = await node.curfew.issue({ subject: user }).catch(() => undefined);
    if (!tokens) return this.#history.unknown();
    const { accessToken, refreshToken, session } = tokens;
    // A login that was under way beside "log out everywhere", or beside a loss, may have been caught by it.
    const mayEnd = underWay || this.#ending.has(user) || this.#turns(user) !== before;
    this.#history.logins.push({
      user,
      session,
      access: [accessToken],
      knownBy: new Set([node]),
      began,
      refreshToken,
      mayEnd,
      ended: undefined,
    });
    this.#log(`login ${user} ${session}`);
  }

  async #request(node: Node, login: Login): Promise<void> {
    const start = this.#history.moment();
    const code = await outcome(node.curfew.verify(this.#random.pick(login.access)));
    this.#log(`request ${login.session} ${code}`);
    if (code === 'ok') login.knownBy.add(node);
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

  async #logout(node: Node, login: Login): Promise<void> {
    login.mayEnd = true;
    const presented = this.#random.chance(0.5) ? this.#random.pick(login.access) : login.refreshToken;
    const code = await outcome(node.curfew.logout(presented));
    this.#log(`logout ${login.session} ${code}`);
    if (code !== 'ok') return this.#history.unknown();
    this.#history.counts.logouts += 1;
    login.ended ??= this.#history.moment();
  }

  async #logoutEverywhere(node: Node, user: string): Promise<void> {
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

  /** Changes with every "log out everywhere" of the user and with every new incarnation. */
  #turns(user: string): string {
    return `${this.#everywheres.get(user) ?? 0} ${this.#lives}`;
  }

  /** When a new incarnation has begun, everything that was bound to the old one is over. */
  #look(): void {
    const { data } = this.#there.machine;
    if (!data || data.incarnation === '' || data.incarnation === this.#incarnation) return;
    this.#incarnation = data.incarnation;
    this.#lives += 1;
    this.#history.allMayEnd();
    this.#log(`incarnation ${data.incarnation}`);
  }

  // What goes wrong.

  #somethingBreaks(): void {
    const node = this.#random.pick(this.#nodes);
    const { line, time } = node;
    const lasts = this.#random.between(100, 4_000);
    const later = (undo: () => void, whose?: Node): void => {
      this.#history.trouble(this.#time.now, whose);
      this.#time.after(lasts, () => {
        undo();
        this.#history.trouble(this.#time.now, whose);
      });
    };
    const faults: Record<string, () => void> = {
      cut: () => {
        line.cut = true;
        later(() => (line.cut = false), node);
      },
      loss: () => {
        line.loss = this.#random.next() * 0.5;
        later(() => (line.loss = 0), node);
      },
      delay: () => {
        line.delay = this.#random.between(50, 900);
        later(() => (line.delay = 5), node);
      },
      sleep: () => {
        time.sleep();
        later(() => time.wake(), node);
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
      flush: () => this.#lose(undefined),
      // It comes back as it was: another process, and nobody knows whether that is all.
      restart: () => this.#lose(this.#there.machine.data, this.#random.between(0, 800)),
      // From a backup, or on a replica that lagged behind.
      rollback: () => this.#lose(this.#older(), this.#random.between(0, 800)),
    };
    const name = this.#random.pick(Object.keys(faults));
    this.#log(`fault ${name}`);
    faults[name]?.();
  }

  #restart(index: number): void {
    const node = this.#nodes[index];
    node?.time.kill();
    if (node) this.#history.trouble(this.#time.now, node);
    this.#nodes[index] = this.#start();
  }

  #backup(): void {
    const { data } = this.#there.machine;
    if (data && !data.doubt) this.#backups.push(copy(data));
  }

  #older(): Data | undefined {
    const recent = this.#backups.slice(-6);
    return recent.length > 0 ? copy(this.#random.pick(recent)) : undefined;
  }

  /** The store's process ends, and another one comes back after a while with `data`, or is flushed in place. */
  #lose(data: Data | undefined, away?: number): void {
    const { machine, time } = this.#there;
    const loss = this.#history.loss(this.#time.now);
    for (const node of this.#nodes) if (node.isImpaired()) loss.impaired.add(node);
    if (this.#there.down || time.isAsleep) loss.excused = true;
    for (const login of this.#history.logins) {
      for (const node of login.knownBy) if (!this.#nodes.includes(node as Node)) loss.impaired.add(node);
    }
    machine.data = data;
    if (away === undefined) return;
    machine.server = randomId(6);
    machine.startedAt = mark(time);
    this.#there.down = true;
    this.#time.after(away, () => {
      this.#there.down = false;
      machine.startedAt = mark(time);
    });
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

/** A copy of the store's data that shares nothing with it. */
function copy(data: Data): Data {
  const { log, sessions, leases } = structuredClone({
    log: data.log,
    sessions: data.sessions,
    leases: data.leases,
  });
  return Object.assign(new Data(data.server, data.beganAt), data, { log, sessions, leases });
}

async function outcome(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'ok';
  } catch (error) {
    return error instanceof CurfewError ? error.code : `unexpected: ${String(error)}`;
  }
}
