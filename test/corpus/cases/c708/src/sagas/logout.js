import { call, put, race, delay, takeEvery } from 'redux-saga/effects';
import { LOGOUT, RESET_ALL } from '../actions/types';
import { logoutApi } from '../api/session';
import { persistor } from '../configureStore';
import history from '../history';

export function* handleLogout() {
  try {
    yield race({ done: call(logoutApi), timeout: delay(5000) });
  } finally {
    yield put({ type: RESET_ALL });
    yield call([persistor, persistor.purge]);
    yield call([history, history.push], '/login');
  }
}

export default function* watchLogout() {
  yield takeEvery(LOGOUT, handleLogout);
}
