import { AUTH_SUCCESS, AUTH_FAIL, LOGOUT } from '../types';

const initialState = { token: null, isAuthenticated: false, error: null };

export default (state = initialState, { type, payload }) => {
  switch (type) {
    case AUTH_SUCCESS:
      return { token: payload.token, isAuthenticated: true, error: null };
    case AUTH_FAIL:
      return { ...initialState, error: payload };
    case LOGOUT:
      return initialState;
    default:
      return state;
  }
};
