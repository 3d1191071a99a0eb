import { model, Schema } from 'mongoose';

export const Account = model('Account', new Schema({ email: String, revokedTokens: [String] }));
