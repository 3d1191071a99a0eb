import { model, Schema } from 'mongoose';

export const SessionModel = model('Session', new Schema({ _id: String, user: String }));
