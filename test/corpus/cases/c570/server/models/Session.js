const mongoose = require('mongoose');

const SessionSchema = new mongoose.Schema(
  {
    _id: { type: String },
    user: { type: mongoose.Schema.Types.ObjectId, ref: 'User', required: true, index: true },
    ua: String,
    expiresAt: { type: Date, required: true, index: { expires: 0 } },
  },
  { timestamps: true },
);

module.exports = mongoose.model('Session', SessionSchema);
