import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { InjectModel } from '@nestjs/mongoose';
import { Model } from 'mongoose';
import { User } from './user.schema';

@Injectable()
export class UsersService {
  constructor(
    @InjectModel(User.name) private readonly model: Model<User>,
    private readonly jwt: JwtService,
  ) {}

  async secretOf(id: string): Promise<string> {
    const user = await this.model.findById(id).select('+tokenSecret').orFail();
    return user.tokenSecret;
  }

  async issue(id: string): Promise<string> {
    return this.jwt.signAsync({ sub: id }, { secret: await this.secretOf(id), expiresIn: '7d' });
  }

  async logout(id: string): Promise<void> {
    await this.model.updateOne({ _id: id }, { tokenSecret: randomBytes(32).toString('base64') });
  }
}
