import { Schema, model } from 'mongoose';

const blacklistedTokenSchema = new Schema({
  token: { type: String, required: true, index: true, unique: true },
  createdAt: { type: Date, default: Date.now, expires: '6h' },
});

export default model('BlacklistedToken', blacklistedTokenSchema);
