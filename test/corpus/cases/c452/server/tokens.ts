import { SignJWT, jwtVerify } from "jose";
import { createId } from "@paralleldrive/cuid2";

const ALG = "HS256";
const keys = {
  access: new TextEncoder().encode(process.env.ACCESS_SECRET),
  refresh: new TextEncoder().encode(process.env.REFRESH_SECRET),
};
const lifetime = { access: "15m", refresh: "30d" } as const;

export type Kind = keyof typeof keys;

export async function sign(kind: Kind, userId: string, sid: string) {
  return new SignJWT({ kind, sid })
    .setProtectedHeader({ alg: ALG })
    .setSubject(userId)
    .setJti(createId())
    .setIssuedAt()
    .setExpirationTime(lifetime[kind])
    .sign(keys[kind]);
}

export async function open(kind: Kind, token: string) {
  const { payload } = await jwtVerify(token, keys[kind], { algorithms: [ALG] });
  if (payload.kind !== kind || !payload.sub) throw new Error("wrong kind of token");
  return { userId: payload.sub, sid: String(payload.sid) };
}
