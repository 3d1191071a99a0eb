const { Schema, model } = require('mongoose');

const session = new Schema(
  {
    user: { type: Schema.Types.ObjectId, ref: 'User', required: true, index: true },
    counter: { type: Number, default: 0 },
    device: String,
    expireAt: { type: Date, expires: 0 },
  },
  { timestamps: true },
);

module.exports = model('Session', session);
