export const LOGIN_OK = 'auth/LOGIN_OK';
export const LOGIN_KO = 'auth/LOGIN_KO';
export const LOGOUT = 'auth/LOGOUT';
export const SET_BUSY = 'auth/SET_BUSY';
