const { Schema, model } = require('mongoose');

module.exports = model('RevokedToken', new Schema({ jti: { type: String, index: true }, expiresAt: Date }));
