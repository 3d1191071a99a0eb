import { CanActivate, ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { PrismaService } from '../prisma/prisma.service';

@Injectable()
export class SessionGuard implements CanActivate {
  constructor(private readonly prisma: PrismaService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const req = context.switchToHttp().getRequest();
    const session = await this.prisma.session.findFirst({
      where: { id: req.get('x-session-id') ?? '', endedAt: null },
    });
    if (!session) throw new UnauthorizedException();
    req.session = session;
    return true;
  }
}
