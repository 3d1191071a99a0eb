import * as Keychain from 'react-native-keychain';
import api from '../services/api';

const SET_USER = 'user/set';
const SET_SIGNED_IN = 'user/signedIn';

const initialState = { profile: null, signedIn: false };

export function userReducer(state = initialState, action) {
  switch (action.type) {
    case SET_USER:
      return { ...state, profile: action.profile };
    case SET_SIGNED_IN:
      return { ...state, signedIn: action.value };
    default:
      return state;
  }
}

export const login = (email, password) => async (dispatch) => {
  const { data } = await api.post('/login', { email, password });
  await Keychain.setGenericPassword('token', data.token);
  dispatch({ type: SET_USER, profile: data.user });
  dispatch({ type: SET_SIGNED_IN, value: true });
};

export const logout = () => async (dispatch) => {
  await api.post('/logout');
  await Keychain.resetGenericPassword();
  dispatch({ type: SET_SIGNED_IN, value: false });
};
