const Emittery = require('emittery').default || require('emittery');

module.exports = new Emittery();
