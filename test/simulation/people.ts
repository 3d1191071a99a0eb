import type { Target, Tokens } from '../../src/index.ts';
import { Endings } from './endings.ts';
import { alive, type Access, type History, type Login, type Who } from './history.ts';
import { outcome, type Node } from './node.ts';
import type { Random } from './random.ts';
import type { VirtualTime } from './virtual-time.ts';

const SUBJECTS = ['alice', 'bob', 'carol'];
const TENANTS = ['red', 'blue'];
const CLIENTS = ['web', 'phone'];
/** How long a request to end something may be on its way that nobody answered, ms. */
const ON_ITS_WAY = 15_000;

/** Where people are. */
export interface Place {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly history: History;
  readonly nodes: readonly Node[];
  /** How many incarnations there have been. */
  readonly lives: number;
  /** Whether somebody who logs in may end their other sessions. */
  readonly isLimited: boolean;
  log(what: string): void;
}

/** Users log in, do things, refresh in several tabs, log out, and operators end more than one session. */
export class People {
  readonly #place: Place;
  readonly #endings = new Endings();
  readonly #refreshing = new Set<string>();

  constructor(place: Place) {
    this.#place = place;
  }

  act(): void {
    const { random, nodes, history, time } = this.#place;
    const node = random.pick(nodes);
    const known = history.logins.slice(-12);
    const dice = random.next();
    if (known.length === 0 || dice < 0.15) return void this.#login(node);
    const login = random.pick(known);
    if (dice < 0.55) for (const one of nodes) void this.#request(one, login);
    else if (dice < 0.8) void this.#refresh(login);
    else if (dice < 0.92) {
      void this.#logout(node, login);
      // Somebody who is impatient, or another tab.
      if (random.chance(0.3))
        time.after(random.between(1, 60), () => void this.#logout(random.pick(nodes), login));
    } else void this.#revoke(node, login);
  }

  async #login(node: Node): Promise<void> {
    const { random, history, time, isLimited } = this.#place;
    const who: Who = {
      subject: random.pick(SUBJECTS),
      tenant: random.pick(TENANTS),
      client: random.pick(CLIENTS),
    };
    const [began, before, life] = [time.now, this.#endings.moment, this.#place.lives];
    const over = isLimited ? this.#end((other) => other.subject === who.subject) : undefined;
    const tokens = await node.curfew.issue(who).catch(() => undefined);
    if (!tokens) {
      history.unknown();
      if (over) time.after(ON_ITS_WAY, over);
      return;
    }
    const { accessToken, refreshToken, session } = tokens;
    const login: Login = {
      who,
      session,
      access: [alive(accessToken)],
      knownBy: new Set([node]),
      began,
      refreshToken,
      // One that was under way beside a request to end, or beside a loss, may have been caught by it.
      mayEnd: this.#endings.touched(who, before, over) || this.#place.lives !== life,
      ended: undefined,
    };
    history.logins.push(login);
    over?.();
    this.#place.log(`login ${who.subject} ${session}`);
  }

  async #request(node: Node, login: Login): Promise<void> {
    const { random, history } = this.#place;
    const start = history.moment();
    const access = random.pick(login.access);
    const code = await outcome(node.curfew.verify(access.token));
    this.#place.log(`request ${login.session} ${code}`);
    if (code === 'ok') login.knownBy.add(node);
    if (code === 'ok') history.accepted(login, start, 'an access token', access);
    else if (code === 'ERR_STORE_UNAVAILABLE' || code === 'ERR_TOKEN_EXPIRED') history.unknown();
    else history.refused(login, `an access token, ${code}`, access);
  }

  /** Two tabs at once, and a retry for an answer that got lost: the same token, within the grace. */
  async #refresh(login: Login): Promise<void> {
    const { random, history, time, nodes } = this.#place;
    const presented = login.refreshToken;
    const started = time.now;
    const tab = async (): Promise<void> => {
      for (let turn = 0; turn < 2 && time.now - started < 4_500; turn += 1) {
        const start = history.moment();
        const node = random.pick(nodes);
        const work: Promise<Tokens> = node.curfew.refresh(presented);
        const code = await outcome(work);
        this.#place.log(`refresh ${login.session} ${code}`);
        if (code === 'ok') return this.#keep(login, presented, await work, start);
        if (code !== 'ERR_STORE_UNAVAILABLE') return history.refused(login, `a refresh token, ${code}`);
        history.unknown();
      }
      // The client gives up; its next attempt may come after the grace.
      login.mayEnd = true;
    };
    if (this.#refreshing.has(login.session)) return;
    this.#refreshing.add(login.session);
    await Promise.all(random.chance(0.5) ? [tab(), tab()] : [tab()]);
    this.#refreshing.delete(login.session);
  }

  #keep(login: Login, presented: string, tokens: Tokens, start: number): void {
    const { history } = this.#place;
    history.counts.refreshed += 1;
    history.accepted(login, start, 'a refresh token');
    if (login.refreshToken !== presented && login.refreshToken !== tokens.refreshToken) {
      history.violations.push('a fork: two successors of one refresh token');
    }
    login.refreshToken = tokens.refreshToken;
    login.access.push(alive(tokens.accessToken));
  }

  async #logout(node: Node, login: Login): Promise<void> {
    const { random, history } = this.#place;
    login.mayEnd = true;
    const presented = random.chance(0.5) ? random.pick(login.access).token : login.refreshToken;
    const code = await outcome(node.curfew.logout(presented));
    this.#place.log(`logout ${login.session} ${code}`);
    if (code !== 'ok') return history.unknown();
    history.counts.logouts += 1;
    login.ended ??= history.moment();
  }

  /** Somebody ends something that is named, in one of all the ways. */
  async #revoke(node: Node, login: Login): Promise<void> {
    const { subject, tenant, client } = login.who;
    const dice = this.#place.random.next();
    if (dice < 0.5) return this.#revokeAll(node, { subject }, (who) => who.subject === subject);
    if (dice < 0.6) {
      const except = login.session;
      return this.#revokeAll(node, { subject, except }, (who) => who.subject === subject, login);
    }
    if (dice < 0.68) return this.#revokeAll(node, { tenant }, (who) => who.tenant === tenant);
    if (dice < 0.74) return this.#revokeAll(node, { client }, (who) => who.client === client);
    if (dice < 0.78) return this.#revokeAll(node, 'everything', () => true);
    if (dice < 0.88) return this.#revokeOne(node, { session: login.session }, login);
    const access = this.#place.random.pick(login.access);
    return this.#revokeOne(node, { token: access.token }, access);
  }

  async #revokeOne(node: Node, target: Target, one: Login | Access): Promise<void> {
    const { history } = this.#place;
    one.mayEnd = true;
    const code = await outcome(node.curfew.revoke(target));
    this.#place.log(`revoke ${code}`);
    if (code !== 'ok') return history.unknown();
    history.counts.logouts += 1;
    one.ended ??= history.moment();
  }

  async #revokeAll(node: Node, target: Target, covers: (who: Who) => boolean, except?: Login): Promise<void> {
    const { history, time } = this.#place;
    const before = history.logins.filter((login) => login !== except && covers(login.who));
    const over = this.#end(covers, except);
    const code = await outcome(node.curfew.revoke(target));
    this.#place.log(`revoke ${JSON.stringify(target)} ${code}`);
    if (code === 'ok') {
      history.counts.logouts += 1;
      for (const login of before) login.ended ??= history.moment();
      return over();
    }
    // It may take effect later, for whoever has logged in by then.
    history.unknown();
    time.after(ON_ITS_WAY, over);
  }

  /** A request begins that may end everybody it covers. */
  #end(covers: (who: Who) => boolean, except?: Login): () => void {
    for (const login of this.#place.history.logins) {
      if (login !== except && covers(login.who)) login.mayEnd = true;
    }
    return this.#endings.begin(covers);
  }
}
