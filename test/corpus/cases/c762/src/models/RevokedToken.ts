import { Schema, model } from 'mongoose';

interface IRevokedToken {
  fingerprint: string;
  expiresAt: Date;
}

const schema = new Schema<IRevokedToken>({
  fingerprint: { type: String, required: true, index: true },
  expiresAt: { type: Date, required: true, expires: 0 },
});

export const RevokedToken = model<IRevokedToken>('RevokedToken', schema);
