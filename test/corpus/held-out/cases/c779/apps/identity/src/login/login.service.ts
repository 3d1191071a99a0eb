import { Injectable, UnauthorizedException } from '@nestjs/common';
import { TokenIssuer } from '@acme/tokens';
import { PrismaService } from '@acme/prisma';
import { PasswordHasher } from '../password-hasher';

@Injectable()
export class LoginService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly hasher: PasswordHasher,
    private readonly issuer: TokenIssuer,
  ) {}

  async login(email: string, password: string, userAgent: string) {
    const user = await this.prisma.user.findUnique({ where: { email }, include: { scopes: true } });
    if (!user || !(await this.hasher.matches(user.passwordHash, password))) {
      throw new UnauthorizedException();
    }
    const session = await this.prisma.session.create({ data: { userId: user.id, userAgent } });
    return {
      accessToken: await this.issuer.access({
        id: user.id,
        sessionId: session.id,
        scopes: user.scopes.map((s) => s.name),
      }),
    };
  }
}
