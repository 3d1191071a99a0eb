import { Account } from './account.js';
import { byId } from './dom.js';
import { ThiefPane } from './thief-pane.js';
import { Thief } from './thief.js';
import { YouPane } from './you-pane.js';

/** How often the list of sessions is looked at, so that a logout elsewhere is noticed, ms. */
const LOOK = 2_000;

const you = new YouPane();
const thiefPane = new ThiefPane();
const thief = new Thief(thiefPane);

/** @type {Account | undefined} */
let account;

const username = /** @type {HTMLInputElement} */ (byId('username'));
const password = /** @type {HTMLInputElement} */ (byId('password'));

let queue = Promise.resolve();
let waiting = 0;

/**
 * One thing at a time, each in its turn: no click is lost, least of all one on "Log out". Buttons are not disabled
 * meanwhile, because that would take the focus from them.
 */
function inTurn(work) {
  waiting += 1;
  queue = queue
    .then(() => {
      you.error('');
      return work();
    })
    .catch(reportError)
    .finally(() => (waiting -= 1));
}

async function logIn() {
  if (account) return undefined;
  if (!username.value || !password.value)
    return you.error('Choose one of the two accounts, or type its name and password.');
  const { status, account: opened } = await Account.logIn({
    username: username.value,
    password: password.value,
  });
  if (!opened) return you.error(status === 401 ? 'The name or the password is wrong.' : unreachable(status));
  account = opened;
  byId('login').reset();
  thief.steal(opened.tokens);
  you.signedIn(opened.name);
  return showSessions();
}

async function showSessions() {
  const asked = account;
  if (!asked) return;
  const { status, body } = await asked.sessions();
  if (asked !== account) return;
  if (status === 200) you.sessions(body.sessions, (id) => inTurn(() => endOther(() => asked.end(id))));
  // While a logout is under way its own answer will say it better.
  if (status === 401 && waiting === 0) signedOut();
}

/** Ends other sessions than this one, or opens one. */
async function endOther(act) {
  const { status } = await act();
  if (status === 401) return signedOut();
  // Somebody else may have been faster: then it is over as well.
  if (status !== 200 && status !== 404) you.error(unreachable(status));
  return showSessions();
}

/** The moment that the page is about. */
async function logOut(act, pressedAt) {
  thiefPane.pressed(pressedAt);
  const { status, body } = await act();
  const answeredAt = performance.now();
  if (status === 200) {
    thiefPane.logoutAnswered(answeredAt);
    thief.hurry();
    return signedOut(body, answeredAt - pressedAt);
  }
  thiefPane.logoutFailed();
  if (status === 401) return signedOut();
  return you.error(`The logout is not confirmed, the token may still be alive. ${unreachable(status)}`);
}

function signedOut(receipt, took) {
  account = undefined;
  you.signedOut(receipt, took);
}

function unreachable(status) {
  return status === 0
    ? 'The server cannot be reached: try again.'
    : `The server answered ${status}: try again.`;
}

/** `act` is given the account, and when the button was pressed; it is left out when nobody is signed in by then. */
function onClick(id, act) {
  byId(id).addEventListener('click', () => {
    const pressedAt = performance.now();
    inTurn(() => account && act(account, pressedAt));
  });
}

onClick('logout', (own, at) => logOut(() => own.logOut(), at));
onClick('logout-everywhere', (own, at) => logOut(() => own.logOutEverywhere(), at));
onClick('logout-others', (own) => endOther(() => own.logOutOthers()));
onClick('add-device', (own) => endOther(() => own.logInElsewhere()));

byId('login').addEventListener('submit', (event) => {
  event.preventDefault();
  inTurn(logIn);
});

for (const button of document.querySelectorAll('.account')) {
  button.addEventListener('click', () => {
    username.value = button.dataset.user;
    password.value = button.dataset.password;
    byId('login-button').focus();
  });
}

setInterval(() => {
  if (account && !document.hidden) void showSessions();
}, LOOK);
