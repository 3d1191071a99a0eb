import { duration, mask } from './api.js';
import { byId, setText, setVerdict, verdictOf } from './dom.js';
import { Timeline } from './timeline.js';

const WORDS = {
  in: ['200 OK – still in', 'The copy works as well as yours does. Log out, and watch the line.'],
  out: ['401 – out', 'The thief keeps trying. Nothing of what it took works any more.'],
  elsewhere: ['401 – out', 'The session was ended from somewhere else: that holds here just as well.'],
  expired: ['401 – expired', 'Nobody logged out for an hour, so the token ran out by itself.'],
  503: ['503 – unknown', 'The server cannot tell at the moment, so it lets nobody in.'],
  unreachable: [
    'Unreachable – unknown',
    'No answer: that says nothing about the token. The thief keeps trying.',
  ],
};

/** Shows what the thief does. Also keeps the books: what counts is what was sent after the logout's answer. */
export class ThiefPane {
  #pane = byId('thief');
  #timeline = new Timeline(byId('timeline'));
  #tries = 0;
  #acceptedAfter = 0;
  /** When the button was pressed, when the logout was answered, when the first 401 came; ms, or undefined. */
  #pressedAt;
  #answeredAt;
  #refusedAt;

  constructor() {
    // Where the panes are stacked, a strip says how the thief is doing for as long as its pane is out of sight.
    const show = ([entry]) => {
      byId('strip').hidden = entry.intersectionRatio === 1;
    };
    const look = new IntersectionObserver(show, { threshold: 1 });
    look.observe(byId('status'));
  }

  /** The thief has got a token: everything begins anew. */
  stolen(accessToken) {
    this.#tries = 0;
    this.#acceptedAfter = 0;
    this.#pressedAt = this.#answeredAt = this.#refusedAt = undefined;
    this.#timeline.clear();
    setText('thief-token', `holds ${mask(accessToken)}`);
    setText('accepted-after', '–');
    setText('first-refusal', '–');
    setText('refresh-detail', 'kept for later');
    setText('stream-detail', 'opening');
    setText('respelled-detail', 'kept for later');
    for (const id of ['refresh-verdict', 'stream-verdict', 'respelled-verdict']) setVerdict(id, 'none', '–');
    delete byId('accepted-after').dataset.kind;
  }

  pressed(at) {
    this.#pressedAt = at;
  }

  /** The logout could not be recorded: nothing has changed. */
  logoutFailed() {
    this.#pressedAt = undefined;
  }

  logoutAnswered(at) {
    this.#answeredAt = at;
    this.#timeline.mark('logout answered');
    this.#showNumbers();
  }

  answered({ status, code, sentAt }) {
    this.#tries += 1;
    this.#timeline.add(verdictOf(status));
    if (status === 200 && this.#answeredAt !== undefined && sentAt >= this.#answeredAt)
      this.#acceptedAfter += 1;
    if (status === 401) this.#refusedAt ??= performance.now();
    this.#showStatus(this.#stateFor(status, code), status);
    this.#showNumbers();
  }

  triedTheRest({ refresh, respelled }) {
    setText('refresh-detail', 'POST /auth/refresh');
    setVerdict('refresh-verdict', verdictOf(refresh), statusText(refresh));
    setText('respelled-detail', respelled.map(({ name }) => name).join(', '));
    const worst = respelled.find(({ status }) => status !== 401) ?? respelled[0];
    setVerdict(
      'respelled-verdict',
      verdictOf(worst.status),
      respelled.map(({ status }) => statusText(status)).join(' '),
    );
  }

  streamTicked(ticks) {
    setText('stream-detail', `${ticks} ${ticks === 1 ? 'event' : 'events'} so far`);
    setVerdict('stream-verdict', 'ok', 'open');
  }

  streamClosed(how) {
    if (how === 'broken') return setVerdict('stream-verdict', 'unknown', 'broke off');
    if (how === 'refused') return setVerdict('stream-verdict', 'bad', '401');
    setText('stream-detail', 'the server ended it');
    const after =
      this.#pressedAt === undefined ? '' : ` after ${duration(performance.now() - this.#pressedAt)}`;
    return setVerdict('stream-verdict', 'bad', `closed${after}`);
  }

  #stateFor(status, code) {
    if (status === 200) return 'in';
    if (status === 401 && code === 'ERR_TOKEN_EXPIRED') return 'expired';
    if (status === 401) return this.#pressedAt === undefined ? 'elsewhere' : 'out';
    return status === 0 ? 'unreachable' : '503';
  }

  #showStatus(state, status) {
    const [title, text] = WORDS[state];
    this.#pane.dataset.state = verdictOf(status);
    setText('status', state === '503' ? title.replace('503', String(status)) : title);
    setText('status-text', text);
    setText('strip-status', byId('status').textContent);
    byId('strip').dataset.state = verdictOf(status);
  }

  #showNumbers() {
    setText('tries', String(this.#tries));
    if (this.#refusedAt !== undefined && this.#pressedAt !== undefined) {
      setText('first-refusal', duration(this.#refusedAt - this.#pressedAt));
    }
    if (this.#answeredAt === undefined) return;
    setText('accepted-after', String(this.#acceptedAfter));
    byId('accepted-after').dataset.kind = this.#acceptedAfter === 0 ? 'good' : 'bad';
  }
}

const statusText = (/** @type {number} */ status) => (status === 0 ? 'no answer' : String(status));
