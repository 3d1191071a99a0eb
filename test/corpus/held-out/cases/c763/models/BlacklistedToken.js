import mongoose from 'mongoose';

const blacklistedTokenSchema = new mongoose.Schema(
  {
    token: { type: String, required: true, index: true },
    createdAt: { type: Date, default: Date.now, expires: '1d' },
  },
  { versionKey: false }
);

export default mongoose.model('BlacklistedToken', blacklistedTokenSchema);
