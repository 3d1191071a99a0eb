import { call, put, takeLatest, takeLeading } from 'typed-redux-saga';
import { http } from '../../lib/http';
import { notify } from '../notifications/slice';
import { logout, signedIn, signInFailed, signInRequested } from './slice';

function* onSignIn({ payload }: ReturnType<typeof signInRequested>) {
  try {
    const { data } = yield* call(http.post<{ id: string; name: string }>, '/session', payload);
    localStorage.setItem('account', JSON.stringify(data));
    yield* put(signedIn(data));
  } catch {
    yield* put(signInFailed());
    yield* put(notify({ kind: 'error', text: 'Sign-in failed' }));
  }
}

function* onLogout() {
  try {
    yield* call([http, http.delete], '/session');
  } catch (e) {
    yield* put(notify({ kind: 'warning', text: 'The server did not confirm that you are signed out.' }));
  }
}

export function* sessionSaga() {
  yield* takeLeading(signInRequested.type, onSignIn);
  yield* takeLatest(logout.type, onLogout);
}
