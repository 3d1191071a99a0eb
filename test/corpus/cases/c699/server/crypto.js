const { createHash } = require('crypto');

exports.sha256 = (value) => createHash('sha256').update(value, 'utf8').digest('hex');
