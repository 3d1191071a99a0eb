import { duration, mask } from './api.js';
import { byId, make, setText } from './dom.js';

/** Shows who you are, your sessions, and after a logout what its receipt said. */
export class YouPane {
  #shown = '';

  signedIn(name) {
    byId('signed-out').hidden = true;
    byId('signed-in').hidden = false;
    setText('you-state', 'signed in');
    setText('avatar', name.slice(0, 1).toUpperCase());
    byId('who').replaceChildren('Signed in as ', make('b', {}, name));
    this.#shown = '';
    this.sessions([]);
    byId('who').focus({ preventScroll: true });
  }

  /** `onEnd` is called with the id of a session. The list is drawn again only when it has changed. */
  sessions(sessions, onEnd) {
    const now = JSON.stringify(sessions.map(({ id, current }) => [id, current]));
    if (now === this.#shown) return;
    this.#shown = now;
    const list = byId('sessions');
    const hadFocus = list.contains(document.activeElement);
    list.replaceChildren(...sessions.toSorted(inOrder).map((session) => row(session, onEnd)));
    if (hadFocus) byId('who').focus({ preventScroll: true });
  }

  /** `receipt` is undefined when the session was ended from somewhere else. */
  signedOut(receipt, took) {
    byId('signed-in').hidden = true;
    byId('signed-out').hidden = false;
    setText('you-state', 'signed out');
    setText('login-title', 'Log in again');
    byId('steps').hidden = true;
    byId('sessions').replaceChildren();
    setText('receipt-title', receipt ? `Signed out in ${duration(took)}` : 'You are signed out');
    setText('receipt-text', textFor(receipt));
    byId('receipt-facts').replaceChildren(...(receipt ? factsOf(receipt) : []));
    byId('receipt').hidden = false;
    byId('receipt').focus({ preventScroll: true });
  }

  error(text) {
    setText('error', text);
  }
}

function row({ id, device, startedAt, current }, onEnd) {
  const name = device?.name ?? 'Unknown device';
  const since = new Date(startedAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  const where = device?.ip ? ` · ${device.ip}` : '';
  const what = make(
    'div',
    {},
    make('p', { className: 'device' }, name),
    make('p', { className: 'since' }, `since ${since}${where}`),
  );
  if (current) return make('li', {}, what, make('span', { className: 'badge' }, 'this one'));
  const end = make('button', { className: 'quiet', ariaLabel: `End the session on ${name}` }, 'End');
  end.addEventListener('click', () => onEnd(id));
  return make('li', {}, what, end);
}

function textFor(receipt) {
  if (!receipt) return 'The session was ended from somewhere else, or ran out.';
  if (receipt.revoked.length === 0) return 'There was nothing left to end.';
  return receipt.everywhere ? 'Every server had applied it before the answer came.' : 'It was recorded.';
}

function factsOf({ revoked, took }) {
  const ended = revoked.map(({ kind, id }) =>
    kind === 'subject' ? `every session of ${id}` : `${kind} ${mask(id)}`,
  );
  return [
    ['ended', ended.join(', ') || 'nothing'],
    ['the server took', duration(took)],
  ].map(([term, text]) => make('div', {}, make('dt', {}, term), make('dd', {}, text)));
}

/** This one first, then the latest. */
const inOrder = (a, b) => Number(b.current) - Number(a.current) || b.startedAt - a.startedAt;
