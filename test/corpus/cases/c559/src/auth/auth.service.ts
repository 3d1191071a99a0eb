import { ConflictException, Injectable, Logger, UnauthorizedException } from '@nestjs/common';
import * as bcrypt from 'bcrypt';
import { UsersService } from '../users/users.service';
import { TokenFactory } from './token.factory';
import { LoginDto } from './dto/login.dto';
import { RegisterDto } from './dto/register.dto';

@Injectable()
export class AuthService {
  private readonly logger = new Logger(AuthService.name);

  constructor(
    private readonly users: UsersService,
    private readonly tokens: TokenFactory,
  ) {}

  async register(dto: RegisterDto) {
    if (await this.users.existsByEmail(dto.email)) throw new ConflictException('E-mail already in use');
    const user = await this.users.create({ ...dto, password: await bcrypt.hash(dto.password, 12) });
    return { accessToken: await this.tokens.forUser(user) };
  }

  async login(dto: LoginDto) {
    const user = await this.users.findByEmail(dto.email);
    if (!user || !(await bcrypt.compare(dto.password, user.password))) throw new UnauthorizedException();
    return { accessToken: await this.tokens.forUser(user) };
  }

  logout(userId: string) {
    this.logger.log(`logout ${userId}`);
    return {
      success: true,
      message: 'Remove the token from your storage, it will expire by itself.',
    };
  }
}
