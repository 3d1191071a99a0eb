import { Injectable, UnauthorizedException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import * as bcrypt from 'bcrypt';
import { createHash } from 'crypto';
import { Repository } from 'typeorm';
import { User } from './user.entity';

// bcrypt looks at the first 72 bytes only, so shorten the token first
const short = (token: string) => createHash('sha256').update(token).digest('hex');

@Injectable()
export class UserService {
  constructor(@InjectRepository(User) private usersRepository: Repository<User>) {}

  async setCurrentRefreshToken(refreshToken: string, userId: number) {
    const currentHashedRefreshToken = await bcrypt.hash(short(refreshToken), 10);
    await this.usersRepository.update(userId, { currentHashedRefreshToken });
  }

  async getUserIfRefreshTokenMatches(refreshToken: string, userId: number) {
    const user = await this.usersRepository.findOneBy({ id: userId });
    if (!user?.currentHashedRefreshToken) throw new UnauthorizedException();
    const isMatching = await bcrypt.compare(short(refreshToken), user.currentHashedRefreshToken);
    if (!isMatching) throw new UnauthorizedException();
    return user;
  }
}
