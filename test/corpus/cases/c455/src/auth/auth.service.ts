import { ConflictException, Injectable, UnauthorizedException } from '@nestjs/common';
import * as argon2 from 'argon2';
import { PrismaService } from '../prisma/prisma.service';
import { RegisterDto } from './dto/register.dto';
import { SignInDto } from './dto/sign-in.dto';

@Injectable()
export class AuthService {
  constructor(private readonly prisma: PrismaService) {}

  async register({ email, password, name }: RegisterDto) {
    const taken = await this.prisma.user.count({ where: { email } });
    if (taken) throw new ConflictException('E-mail is in use');
    const user = await this.prisma.user.create({ data: { email, name, password: await argon2.hash(password) } });
    return { id: user.id };
  }

  async login({ email, password }: SignInDto) {
    const user = await this.prisma.user.findUnique({ where: { email } });
    if (!user || !(await argon2.verify(user.password, password))) throw new UnauthorizedException();
    const session = await this.prisma.session.create({ data: { userId: user.id } });
    return { sessionId: session.id, user: { id: user.id, name: user.name } };
  }

  async logout(sessionId: string) {
    await this.prisma.session.deleteMany({ where: { id: sessionId } });
  }
}
