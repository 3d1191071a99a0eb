import { randomBytes } from "node:crypto";
import type { PrismaClient } from "@prisma/client";
import type { SerializeOptions } from "cookie";

export const SESSION_COOKIE = "sid";
const THIRTY_DAYS = 60 * 60 * 24 * 30;

export const sessionCookie: SerializeOptions = {
  httpOnly: true,
  secure: true,
  sameSite: "lax",
  path: "/",
  maxAge: THIRTY_DAYS,
};

export async function createSession(db: PrismaClient, userId: string) {
  const id = randomBytes(32).toString("base64url");
  await db.session.create({ data: { id, userId, expiresAt: new Date(Date.now() + THIRTY_DAYS * 1000) } });
  return id;
}

export async function readSession(db: PrismaClient, id: string | undefined) {
  if (!id) return null;
  const row = await db.session.findUnique({ where: { id }, include: { user: true } });
  if (!row || row.expiresAt < new Date()) return null;
  return row;
}
