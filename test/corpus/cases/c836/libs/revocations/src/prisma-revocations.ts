import { Injectable } from '@nestjs/common';
import { PrismaService } from '@acme/prisma';

@Injectable()
export class PrismaRevocations {
  constructor(private readonly prisma: PrismaService) {}

  async includes(jti: string): Promise<boolean> {
    const row = await this.prisma.revokedToken.findUnique({ where: { jti }, select: { jti: true } });
    return row !== null;
  }

  async record(jti: string, expiresAt: Date): Promise<void> {
    await this.prisma.revokedToken.upsert({
      where: { jti },
      create: { jti, expiresAt },
      update: {},
    });
  }
}
