import { holds } from './canary.ts';
import { header } from '../network/content.ts';
import { changing, likeness, shapeLikeness, viewOf, type View } from './likeness.ts';
import type { State } from '../outcome.ts';
import type { Reply } from '../network/wire.ts';

/** The answers that every other one is judged by, each of them twice: what differs between the two means nothing. */
export interface Controls {
  readonly authenticated: readonly [Reply, Reply];
  readonly anonymous: readonly [Reply, Reply];
  readonly garbage: readonly [Reply, Reply];
}

/** What an answer shows, and why. */
export interface Judgement {
  readonly state: State;
  /** A clause for evidence: "it held the canary", "it was answered 429". */
  readonly because: string;
}

/** As much of an answer has to be the same for it to be the same answer: a notice ("You have signed out") may be added. */
const SAME = 0.9;
/** As much of the personal answer has to be there: a farewell that names the person is not it. */
const LIKE = 0.5;

/**
 * Says whether an answer to `me` was given to somebody who is signed in. *alive*: it holds the canary and is like the
 * authenticated answer. *dead*: it matches the anonymous or the garbage one, or refuses as they do. Anything else is *unclear*.
 * The status alone decides nothing: it may be 200 for nobody, 400 for the dead, and 429 or 503 for anybody.
 */
export class Judge {
  readonly canary: string;
  readonly controls: Controls;
  readonly #ignored: ReadonlySet<string>;
  readonly #views: Readonly<Record<keyof Controls, View>>;

  constructor(controls: Controls, canary: string) {
    this.controls = controls;
    this.canary = canary;
    const { authenticated, anonymous, garbage } = controls;
    const pairs = [authenticated, anonymous, garbage];
    this.#ignored = new Set(pairs.flatMap(([one, other]) => [...changing(viewOf(one), viewOf(other))]));
    this.#views = {
      authenticated: viewOf(authenticated[0]),
      anonymous: viewOf(anonymous[0]),
      garbage: viewOf(garbage[0]),
    };
  }

  state(reply: Reply): State {
    return this.judge(reply).state;
  }

  judge(reply: Reply): Judgement {
    const unclear = (because: string): Judgement => ({ state: 'unclear', because });
    if (reply.error !== undefined) return unclear(`it got no answer (${reply.error})`);
    const view = viewOf(reply);
    const [own] = this.controls.authenticated;
    const like = likeness(view, this.#views.authenticated, this.#ignored);
    if (holds(reply, this.canary)) {
      const whole = Math.max(like, shapeLikeness(view, this.#views.authenticated));
      const lesser = Math.max(...this.#refusals().map((one) => likeness(view, one.view, this.#ignored)));
      if (whole >= LIKE && like >= lesser) return { state: 'alive', because: 'it held the canary' };
      return unclear(
        `it held the canary, but in another answer (status ${reply.status}) than before the logout`,
      );
    }
    if (reply.status === 429 || reply.status >= 500) return unclear(`it was answered ${reply.status}`);
    const same = this.#refusals().find((refusal) => this.#matches(reply, view, refusal, like));
    if (same) return { state: 'dead', because: `it was answered as ${same.who} is (status ${reply.status})` };
    // RFC 9110: the request lacks valid credentials. What it says about them may differ from case to case.
    if (reply.status === 401 && own.status !== 401)
      return { state: 'dead', because: 'it was answered 401, without the canary' };
    return unclear(`its answer (status ${reply.status}) was like none of the three controls`);
  }

  #refusals(): { readonly who: string; readonly reply: Reply; readonly view: View }[] {
    return [
      { who: 'an anonymous request', reply: this.controls.anonymous[0], view: this.#views.anonymous },
      { who: 'a garbage token', reply: this.controls.garbage[0], view: this.#views.garbage },
    ];
  }

  #matches(reply: Reply, view: View, control: { reply: Reply; view: View }, like: number): boolean {
    if (reply.status !== control.reply.status) return false;
    // `/login?expired=1` and `/login?next=/me` are the same page.
    if (reply.status >= 300 && reply.status < 400) return target(reply) === target(control.reply);
    const alike = likeness(view, control.view, this.#ignored);
    if (alike >= SAME && (alike > like || alike === 1)) return true;
    // A refusal in the same form may give another reason: "revoked" where it was "invalid".
    return reply.status >= 400 && shapeLikeness(view, control.view) === 1;
  }
}

/** Where an answer redirects to: origin and path. */
function target(reply: Reply): string {
  const url = URL.parse(header(reply.headers, 'location') ?? '', reply.request.url.href);
  return url ? url.origin + url.pathname : '';
}
