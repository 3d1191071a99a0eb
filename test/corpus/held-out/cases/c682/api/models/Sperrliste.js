const mongoose = require('mongoose');

const schema = new mongoose.Schema({
  jti: { type: String, unique: true, required: true },
  ablauf: { type: Date, required: true, index: { expires: 0 } },
});

module.exports = mongoose.model('Sperrliste', schema, 'sperrliste');
