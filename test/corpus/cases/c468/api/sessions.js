const { store } = require('./redis');

const HOUR = 3600;
const key = (sid) => `s/${sid}`;

exports.open = (sid, userId) => store.set(key(sid), String(userId), 'EX', 10 * HOUR);
exports.userOf = (sid) => store.get(key(sid));
exports.drop = (sid) => store.del(key(sid));
