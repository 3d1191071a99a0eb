import { all, call, put, takeEvery } from 'redux-saga/effects';
import * as api from '../api';
import history from '../history';

function* signIn({ email, password }) {
  try {
    const { customer } = yield call(api.signIn, email, password);
    yield put({ type: 'CUSTOMER_LOADED', customer });
    yield put({ type: 'SIGNED_IN' });
    yield call(history.push, '/orders');
  } catch (error) {
    yield put({ type: 'SIGN_IN_FAILED', error: error.message });
  }
}

function* signOut({ persistor }) {
  yield call(api.signOut);
  yield put({ type: 'SIGNED_OUT' });
  yield call(persistor.flush);
  yield call(history.push, '/');
}

export default function* root({ persistor }) {
  yield all([
    takeEvery('SIGN_IN', signIn),
    takeEvery('SIGN_OUT', () => signOut({ persistor })),
  ]);
}
