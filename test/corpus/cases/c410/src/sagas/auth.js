import { call, cancel, delay, fork, put, race, select, take } from 'redux-saga/effects';
import { push } from 'connected-react-router';
import * as Api from '../services/api';
import storage from '../services/storage';
import {
  LOGIN_REQUEST,
  LOGOUT_REQUEST,
  loginFailure,
  loginSuccess,
  logoutDone,
  tokensRefreshed,
} from '../actions/auth';

function* authorize({ username, password }) {
  try {
    const { data } = yield call(Api.login, username, password);
    yield call(storage.set, 'tokens', data.tokens);
    yield put(loginSuccess(data.user));
    return data.tokens;
  } catch (error) {
    yield put(loginFailure(error.response ? error.response.data.message : error.message));
    return null;
  }
}

function* refreshLoop(tokens) {
  let current = tokens;
  while (true) {
    yield delay((current.expiresIn - 60) * 1000);
    const { data } = yield call(Api.refresh, current.refreshToken);
    current = data.tokens;
    yield call(storage.set, 'tokens', current);
    yield put(tokensRefreshed());
  }
}

function* signOut() {
  yield call(storage.remove, 'tokens');
  yield call(storage.remove, 'lastRoute');
  yield put(logoutDone());
  yield put(push('/login'));
}

export default function* authFlow() {
  while (true) {
    const { payload } = yield take(LOGIN_REQUEST);
    const { tokens, aborted } = yield race({
      tokens: call(authorize, payload),
      aborted: take(LOGOUT_REQUEST),
    });
    if (!tokens || aborted) continue;

    const refresher = yield fork(refreshLoop, tokens);
    yield take(LOGOUT_REQUEST);
    yield cancel(refresher);
    yield call(signOut);
  }
}
