'use server';

import { redirect } from 'next/navigation';
import { revalidatePath } from 'next/cache';
import bcrypt from 'bcryptjs';
import { z } from 'zod';
import { prisma } from '@/lib/prisma';
import { getSession } from '@/lib/session';

const LoginSchema = z.object({
  email: z.string().email({ message: 'Please enter a valid email.' }).trim(),
  password: z.string().min(1, { message: 'Password field must not be empty.' }),
});

export async function login(_prev: unknown, formData: FormData) {
  const parsed = LoginSchema.safeParse(Object.fromEntries(formData));
  if (!parsed.success) return { errors: parsed.error.flatten().fieldErrors };

  const user = await prisma.user.findUnique({ where: { email: parsed.data.email } });
  if (!user || !(await bcrypt.compare(parsed.data.password, user.password))) {
    return { message: 'Invalid login credentials.' };
  }

  const session = await getSession();
  session.userId = user.id;
  session.name = user.name;
  session.isLoggedIn = true;
  await session.save();
  redirect('/dashboard');
}

export async function logout() {
  const session = await getSession();
  session.destroy();
  revalidatePath('/', 'layout');
  redirect('/login');
}
