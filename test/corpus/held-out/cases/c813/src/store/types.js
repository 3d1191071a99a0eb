export const AUTH_SUCCESS = 'AUTH_SUCCESS';
export const AUTH_FAIL = 'AUTH_FAIL';
export const LOGOUT = 'LOGOUT';
export const PROFILE_LOADED = 'PROFILE_LOADED';
export const ADDRESS_ADDED = 'ADDRESS_ADDED';
export const ADDRESS_REMOVED = 'ADDRESS_REMOVED';
export const CARD_SAVED = 'CARD_SAVED';
