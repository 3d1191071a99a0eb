import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { randomBytes } from 'crypto';
import { Model } from 'mongoose';
import { Session, SessionDocument } from './session.schema';

@Injectable()
export class SessionsService {
  constructor(@InjectModel(Session.name) private readonly model: Model<SessionDocument>) {}

  create(userId: string) {
    return this.model.create({ userId, token: randomBytes(32).toString('hex') });
  }

  findByToken(token: string) {
    return this.model.findOne({ token }).lean();
  }

  async delete(id: string) {
    await this.model.deleteOne({ _id: id });
  }
}
