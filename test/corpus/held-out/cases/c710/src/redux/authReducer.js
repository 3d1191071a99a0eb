import { LOGIN_OK, LOGIN_KO, LOGOUT, SET_BUSY } from './constants';

const initial = {
  busy: false,
  error: null,
  user: JSON.parse(localStorage.getItem('user') || 'null'),
};

export default function auth(state = initial, action) {
  switch (action.type) {
    case SET_BUSY:
      return { ...state, busy: action.busy };
    case LOGIN_OK:
      return { ...state, busy: false, error: null, user: action.user };
    case LOGIN_KO:
      return { ...state, busy: false, error: action.error };
    case LOGOUT:
      return { busy: false, error: null, user: null };
    default:
      return state;
  }
}
