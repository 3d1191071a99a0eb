import { NextResponse } from 'next/server';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { checkPassword } from '@/lib/users';

const key = new TextEncoder().encode(process.env.APP_SECRET);
const Credentials = z.object({ email: z.string().email(), password: z.string().min(1) });

export async function POST(request: Request) {
  const body = Credentials.safeParse(await request.json());
  if (!body.success) return NextResponse.json({ error: 'invalid' }, { status: 422 });

  const user = await checkPassword(body.data.email, body.data.password);
  if (!user) return NextResponse.json({ error: 'unauthorized' }, { status: 401 });

  const token = await new SignJWT({ nonce: crypto.randomUUID() })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user.id)
    .setExpirationTime('4h')
    .sign(key);

  const response = NextResponse.json({ name: user.name });
  response.cookies.set('__Host-app', token, { path: '/', secure: true, httpOnly: true, sameSite: 'lax', maxAge: 4 * 3600 });
  return response;
}
