import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Model } from 'mongoose';
import { Session } from './session.schema';
import { User } from './user.schema';

@Injectable()
export class AccountService {
  constructor(
    @InjectModel(User.name) private readonly users: Model<User>,
    @InjectModel(Session.name) private readonly sessions: Model<Session>,
  ) {}

  profile(userId: string) {
    return this.users.findById(userId, { name: 1, email: 1, addresses: 1 }).lean().orFail();
  }

  async endSession(id: string) {
    await this.sessions.deleteOne({ _id: id });
  }
}
