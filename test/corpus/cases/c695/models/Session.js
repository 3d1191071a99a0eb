const mongoose = require('mongoose');

const sessionSchema = new mongoose.Schema(
  {
    user: { type: mongoose.Types.ObjectId, ref: 'User', required: true, index: true },
    userAgent: String,
    ip: String,
    valid: { type: Boolean, default: true },
    refreshCount: { type: Number, default: 0 },
  },
  { timestamps: true }
);

sessionSchema.index({ updatedAt: 1 }, { expireAfterSeconds: 60 * 60 * 24 * 30 });

module.exports = mongoose.model('Session', sessionSchema);
