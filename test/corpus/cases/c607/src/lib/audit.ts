import { prisma } from './prisma';

interface Entry { actor: string; action: string; ip: string | null }

export async function audit(entry: Entry) {
  await prisma.auditLog.create({ data: { ...entry, at: new Date() } });
}
