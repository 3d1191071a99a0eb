import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Model } from 'mongoose';
import { Session } from './session.schema';

@Injectable()
export class AuthService {
  constructor(@InjectModel(Session.name) private readonly sessions: Model<Session>) {}

  async endSession(id: string): Promise<void> {
    await this.sessions.findByIdAndDelete(id);
  }
}
