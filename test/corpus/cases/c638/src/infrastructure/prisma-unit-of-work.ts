import type { Prisma, PrismaClient } from '@prisma/client';
import { Account } from '../domain/account';

const accountsIn = (tx: Prisma.TransactionClient) => ({
  async byId(id: string) {
    return Account.restore(await tx.account.findUniqueOrThrow({ where: { id } }));
  },
  async persist(account: Account) {
    await tx.account.update({
      where: { id: account.id },
      data: { stamp: account.stamp, stampedAt: account.stampedAt },
    });
  },
});

export class PrismaUnitOfWork {
  private readonly prisma: PrismaClient;

  constructor({ prisma }: { prisma: PrismaClient }) {
    this.prisma = prisma;
  }

  run<T>(work: (repos: { accounts: ReturnType<typeof accountsIn> }) => Promise<T>): Promise<T> {
    return this.prisma.$transaction((tx) => work({ accounts: accountsIn(tx) }));
  }
}
