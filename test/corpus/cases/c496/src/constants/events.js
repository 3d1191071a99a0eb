export const EVENTS = Object.freeze({
  SIGNED_UP: 'account/signed-up',
  SIGNED_IN: 'account/signed-in',
  SIGNED_OUT: 'account/signed-out',
});
