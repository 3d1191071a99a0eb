import api from '../../utils/api';
import setAuthToken from '../../utils/setAuthToken';
import { AUTH_SUCCESS, AUTH_FAIL, PROFILE_LOADED, LOGOUT } from '../types';

export const login = (email, password) => async (dispatch) => {
  try {
    const res = await api.post('/auth', { email, password });
    setAuthToken(res.data.token);
    dispatch({ type: AUTH_SUCCESS, payload: res.data });
    const me = await api.get('/customers/me');
    dispatch({ type: PROFILE_LOADED, payload: me.data });
  } catch (err) {
    dispatch({ type: AUTH_FAIL, payload: err.response.data.msg });
  }
};

export const logout = () => async (dispatch) => {
  try {
    await api.post('/auth/logout');
  } finally {
    setAuthToken(null);
    dispatch({ type: LOGOUT });
  }
};
