import axios from 'axios';
import { LOGIN_OK, LOGIN_KO, LOGOUT, SET_BUSY } from './constants';

export const login = (email, password) => (dispatch) => {
  dispatch({ type: SET_BUSY, busy: true });
  return axios
    .post('/api/v2/login', { email, password }, { withCredentials: true })
    .then((res) => {
      localStorage.setItem('user', JSON.stringify(res.data));
      dispatch({ type: LOGIN_OK, user: res.data });
    })
    .catch((err) => dispatch({ type: LOGIN_KO, error: err.response ? err.response.data : err.message }));
};

const clearSession = () => {
  localStorage.removeItem('user');
  return { type: LOGOUT };
};

export const logout = () => (dispatch) =>
  axios
    .post('/api/v2/logout', {}, { withCredentials: true })
    .then(() => dispatch(clearSession()));
