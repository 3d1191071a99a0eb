import { rule } from '../../../../test/support/lint.ts';

const saga = (steps: string, more = ''): string => `
import { apply, call, fork, put, retry } from 'redux-saga/effects';
import { api } from './api';
${more}
export function* logout() { yield call([localStorage, 'removeItem'], 'token'); localStorage.removeItem('user'); ${steps} }`;

rule('client-only-logout', {
  wrong: {
    'a saga that puts what is done': saga('yield put(logoutDone());'),
    'a saga that forgets by what it calls': saga('yield call(localStorage.clear);'),
    'a saga of another name': `
import { takeLatest, call } from 'redux-saga/effects';
import { LOGOUT } from './types';
function* forget() { yield call(storage.remove, 'token'); }
export default function* root() { yield takeLatest(LOGOUT, forget); }`,
  },
  right: {
    'a component that dispatches what a saga tells the server': {
      'src/Profile.jsx':
        "import { useDispatch } from 'react-redux'; import { logoutRequest } from './actions'; export function Profile() { const dispatch = useDispatch(); function handleLogout() { dispatch(logoutRequest()); } return <b onClick={handleLogout} />; }",
      'src/actions.js':
        "export const LOGOUT = 'LOGOUT'; export const logoutRequest = () => ({ type: LOGOUT });",
      'src/sagas.js':
        "import { call, takeLeading } from 'redux-saga/effects'; import api from './api'; import * as actions from './actions'; function* leave() { try { yield call(api.delete, 'sessions'); } finally { yield call(AsyncStorage.removeItem, 'token'); } } export default [takeLeading(actions.LOGOUT, leave)];",
    },
    'a saga that calls the server': saga("yield call(api.post, '/logout');"),
    'a saga that calls a method with its object': saga("yield call([api, api.delete], '/session');"),
    'a saga that applies': saga("yield apply(api, api.post, ['/logout']);"),
    'a saga that tries again': saga("yield retry(3, 1000, api.post, '/logout');"),
    'a saga that forks what can be read': saga(
      'yield fork(tell);',
      "function* tell() { yield call(fetch, '/logout'); }",
    ),
    'two workers, of which one tells the server': `
import { takeLatest, call } from 'redux-saga/effects';
function* forget() { yield call([localStorage, localStorage.removeItem], 'token'); }
function* tell() { yield call(fetch, '/api/logout', { method: 'POST' }); }
export default function* root() { yield takeLatest('LOGOUT', forget); yield takeLatest('LOGOUT', tell); }`,
  },
});
