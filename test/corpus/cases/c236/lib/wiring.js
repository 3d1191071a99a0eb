const { bus, LOGGED_OUT } = require('./bus');
const sessions = require('./sessions');

bus.on(LOGGED_OUT, ({ session }) => sessions.delete(session));
