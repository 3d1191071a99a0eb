import 'reflect-metadata';
import { container } from 'tsyringe';
import { PrismaClient } from '@prisma/client';
import type { Clock } from './domain/clock';
import type { SessionRepository } from './domain/session.repository';
import { PrismaSessionRepository } from './infrastructure/prisma-session.repository';

const prisma = new PrismaClient();

container.registerInstance<Clock>('Clock', { now: () => new Date() });
container.registerInstance<SessionRepository>('SessionRepository', new PrismaSessionRepository(prisma));
