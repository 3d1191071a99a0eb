'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { getCurrentSession, invalidateSession, forgetSessionCookie } from '@/lib/auth'
import { db, profiles, eq } from '@/lib/db'

const profile = z.object({ displayName: z.string().min(2).max(40), bio: z.string().max(280).optional() })

export async function updateProfile(_: unknown, form: FormData) {
  const { user } = await getCurrentSession()
  if (!user) redirect('/login')
  const parsed = profile.safeParse(Object.fromEntries(form))
  if (!parsed.success) return { errors: parsed.error.flatten().fieldErrors }
  await db.update(profiles).set(parsed.data).where(eq(profiles.userId, user.id))
  revalidatePath('/profile')
  return { ok: true }
}

export async function logoutAction() {
  const { session } = await getCurrentSession()
  if (session) await invalidateSession(session.id)
  await forgetSessionCookie()
  redirect('/login')
}
