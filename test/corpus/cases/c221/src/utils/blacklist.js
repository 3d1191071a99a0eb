const blacklist = new Set();

const isBlacklisted = (token) => blacklist.has(token);

module.exports = { isBlacklisted };
