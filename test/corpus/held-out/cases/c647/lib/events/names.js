module.exports = Object.freeze({
  REGISTERED: 'user.registered',
  LOGGED_IN: 'user.logged_in',
  LOGGED_OUT: 'user.logged_out',
});
