import { filled, handPlan, lineOf, type HandPlan, type HandStep } from './plan.ts';
import { ENVIRONMENT, type Running, type Target } from '../target.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** Somebody at a target, by plain fetch and by hand. */
export class Visitor {
  readonly plan: HandPlan;
  /** Where requests go: another node, when a test says so. */
  base: string;
  readonly values: Record<string, string>;
  /** Names and values alone: what a browser makes of the attributes is for the tests that ask about it. */
  readonly cookies: Map<string, string>;

  private constructor(plan: HandPlan, values: Record<string, string>, cookies: Map<string, string>) {
    this.plan = plan;
    [this.base = ''] = [plan.base].flat();
    this.values = values;
    this.cookies = cookies;
  }

  /** Somebody who has not signed in. */
  static to(target: Target, running: Running): Visitor {
    const plan = handPlan(target, running);
    const password = ENVIRONMENT.AUDIT_PASS;
    const values = { password, newPassword: `${password}-2`, ...plan.variables };
    return new Visitor(plan, values, new Map());
  }

  /** Whoever has stolen everything that this one holds now. */
  copy(): Visitor {
    return new Visitor(this.plan, { ...this.values }, new Map(this.cookies));
  }

  async signIn(): Promise<this> {
    let last: Answer | undefined;
    for (const step of [this.plan.login].flat()) last = await this.send(step);
    this.#capture(this.plan.capture, last?.text ?? '');
    return this;
  }

  async refresh(): Promise<Answer> {
    const answer = await this.send(this.plan.refresh ?? {});
    if (answer.status === 200) this.#capture(this.plan.capture, answer.text);
    return answer;
  }

  /** Whether `me` tells who alice is. */
  async isAlive(): Promise<boolean> {
    const { status, text } = await this.send(this.plan.me);
    return status === 200 && /alice/i.test(text);
  }

  logout(): Promise<Answer> {
    return this.send(this.plan.logout);
  }

  async send(step: HandStep): Promise<Answer> {
    const response = await fetch(...this.request(step));
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    const text = await response.text();
    this.#capture(step['capture'] as Record<string, string> | undefined, text);
    return { status: response.status, text, headers: response.headers };
  }

  /** What `fetch` is called with for a step. */
  request(given: HandStep): [url: string, init: RequestInit & { headers: Headers }] {
    const step = filled(given, this.values);
    const { method, path } = lineOf(step);
    const headers = new Headers(step['headers'] as Record<string, string> | undefined);
    if (typeof step['auth'] === 'string') headers.set('authorization', step['auth']);
    if (this.cookies.size > 0)
      headers.set('cookie', [...this.cookies].map((pair) => pair.join('=')).join('; '));
    const init = { method: method === 'SSE' ? 'GET' : method, headers, redirect: 'manual' } as const;
    const { json, form } = step;
    if (json !== undefined) {
      headers.set('content-type', 'application/json');
      return [this.base + path, { ...init, body: JSON.stringify(json) }];
    }
    if (form === undefined) return [this.base + path, init];
    return [this.base + path, { ...init, body: new URLSearchParams(form as Record<string, string>) }];
  }

  #keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    const expires = /expires=([^;]+)/i.exec(cookie)?.[1];
    const gone = /max-age=0/i.test(cookie) || (expires !== undefined && Date.parse(expires) < Date.now());
    if (gone) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  #capture(wanted: Readonly<Record<string, string>> = {}, text: string): void {
    for (const [name, where] of Object.entries(wanted)) {
      const found = this.#find(where, text);
      if (found !== undefined) this.values[name] = found;
    }
  }

  #find(where: string, text: string): string | undefined {
    if (where === 'all') return undefined;
    if (where.startsWith('cookie:')) return this.cookies.get(where.slice('cookie:'.length));
    if (where.startsWith('pattern:')) return new RegExp(where.slice('pattern:'.length)).exec(text)?.[1];
    const steps = where.split('.').slice(1);
    const value = steps.reduce<unknown>(
      (at, key) => (at as Record<string, unknown> | null)?.[key],
      JSON.parse(text),
    );
    if (typeof value !== 'string') throw new Error(`there is no ${where} in the answer`);
    return value;
  }
}
