const blacklist = new Set();

const isBlacklisted = (token) => blacklist.has(token);
const remember = (token) => blacklist.add(token);

module.exports = { isBlacklisted, remember };
