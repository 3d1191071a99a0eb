'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { bus } from '@/shared/bus';
import '@/modules/sessions/session.subscribers';
import { currentMember } from '@/modules/sessions/current';
import { members } from '@/modules/members';

const Input = z.object({ email: z.string().email(), password: z.string() });

export async function signIn(_: unknown, form: FormData) {
  const input = Input.safeParse(Object.fromEntries(form));
  if (!input.success) return { error: 'Please fill in both fields' };
  const member = await members.verify(input.data);
  if (!member) return { error: 'Wrong e-mail or password' };

  const sessionId = randomBytes(32).toString('base64url');
  const ip = (await headers()).get('x-forwarded-for') ?? '';
  await bus.publish('member.signed_in', { memberId: member.id, sessionId, ip });
  (await cookies()).set('club', sessionId, { httpOnly: true, secure: true, sameSite: 'lax', path: '/' });
  redirect('/club');
}

export async function signOut() {
  const current = await currentMember();
  if (current) await bus.publish('member.signed_out', { memberId: current.id, sessionId: current.sessionId });
  (await cookies()).delete('club');
  redirect('/');
}
