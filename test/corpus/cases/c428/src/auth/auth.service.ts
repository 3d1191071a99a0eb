import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import * as bcrypt from 'bcrypt';
import { createHash, randomBytes } from 'crypto';
import { Model } from 'mongoose';
import { UsersService } from '../users/users.service';
import { ApiToken } from './schemas/api-token.schema';
import { LoginInput } from './dto/login.input';

@Injectable()
export class AuthService {
  constructor(
    @InjectModel(ApiToken.name) private readonly tokens: Model<ApiToken>,
    private readonly users: UsersService,
  ) {}

  async login({ email, password, device }: LoginInput) {
    const user = await this.users.findByEmail(email);
    if (!user || !(await bcrypt.compare(password, user.passwordHash))) return null;
    const token = randomBytes(32).toString('hex');
    await this.tokens.create({ hash: this.hash(token), user: user.id, device });
    return { token, user };
  }

  /** used by the guard; sets req.auth */
  async resolve(token: string) {
    const doc = await this.tokens.findOne({ hash: this.hash(token) }).lean();
    return doc ? { tokenId: String(doc._id), userId: String(doc.user) } : null;
  }

  async endToken(tokenId: string): Promise<void> {
    await this.tokens.deleteOne({ _id: tokenId });
  }

  private hash(token: string) {
    return createHash('sha256').update(token).digest('hex');
  }
}
