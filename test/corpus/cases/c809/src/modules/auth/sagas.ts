import { all, call, put, takeLatest, takeLeading } from 'redux-saga/effects';
import AsyncStorage from '@react-native-async-storage/async-storage';
import type { AxiosResponse } from 'axios';
import api from '../../services/api';
import * as actions from './actions';
import { navigationRef } from '../../navigation/ref';

function* signIn({ payload }: ReturnType<typeof actions.loginRequest>) {
  try {
    const res: AxiosResponse<{ token: string }> = yield call(api.post, 'sessions', payload);
    yield call(AsyncStorage.setItem, '@app:token', res.data.token);
    api.defaults.headers.common.Authorization = `Bearer ${res.data.token}`;
    yield put(actions.loginSuccess(res.data.token));
  } catch (err: any) {
    yield put(actions.loginFailure(err.message));
  }
}

function* signOut() {
  try {
    yield call(api.delete, 'sessions');
  } finally {
    yield call(AsyncStorage.removeItem, '@app:token');
    delete api.defaults.headers.common.Authorization;
    yield put(actions.logoutDone());
    navigationRef.current?.resetRoot({ index: 0, routes: [{ name: 'SignIn' }] });
  }
}

export default all([
  takeLatest(actions.LOGIN_REQUEST, signIn),
  takeLeading(actions.LOGOUT_REQUEST, signOut),
]);
