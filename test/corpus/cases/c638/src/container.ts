import { asClass, asFunction, createContainer, InjectionMode } from 'awilix';
import { prisma } from './infrastructure/prisma';
import { PrismaUnitOfWork } from './infrastructure/prisma-unit-of-work';
import { makeSignOff } from './application/sign-off.use-case';
import { requireAccount } from './http/auth.routes';
import authRoutes from './http/auth.routes';
import { systemClock } from './infrastructure/clock';
import { env } from './env';

export const container = createContainer({ injectionMode: InjectionMode.PROXY });

container.register({
  prisma: asFunction(() => prisma).singleton(),
  publicKey: asFunction(() => env.JWT_PUBLIC_KEY).singleton(),
  clock: asFunction(() => systemClock).singleton(),
  unitOfWork: asClass(PrismaUnitOfWork).singleton(),
  signOff: asFunction(makeSignOff).singleton(),
  guard: asFunction(requireAccount).singleton(),
  authRoutes: asFunction(authRoutes).singleton(),
});
