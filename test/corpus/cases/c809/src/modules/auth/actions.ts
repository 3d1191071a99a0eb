export const LOGIN_REQUEST = '@@auth/LOGIN_REQUEST' as const;
export const LOGIN_SUCCESS = '@@auth/LOGIN_SUCCESS' as const;
export const LOGIN_FAILURE = '@@auth/LOGIN_FAILURE' as const;
export const LOGOUT_REQUEST = '@@auth/LOGOUT_REQUEST' as const;
export const LOGOUT_DONE = '@@auth/LOGOUT_DONE' as const;

export const loginRequest = (user: string, pass: string) => ({ type: LOGIN_REQUEST, payload: { user, pass } });
export const loginSuccess = (token: string) => ({ type: LOGIN_SUCCESS, payload: { token } });
export const loginFailure = (message: string) => ({ type: LOGIN_FAILURE, payload: { message } });
export const logoutRequest = () => ({ type: LOGOUT_REQUEST });
export const logoutDone = () => ({ type: LOGOUT_DONE });
