const message = 'logged out
module.exports = message;
