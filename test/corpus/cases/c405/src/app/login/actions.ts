'use server'

import bcrypt from 'bcryptjs'
import { redirect } from 'next/navigation'
import { prisma } from '@/lib/prisma'
import { endSession, startSession } from '@/lib/dal'

export async function login(_prev: { error?: string }, form: FormData) {
  const user = await prisma.user.findUnique({ where: { email: String(form.get('email')).toLowerCase() } })
  if (!user || !(await bcrypt.compare(String(form.get('password')), user.hash))) return { error: 'Wrong e-mail or password' }
  await startSession(user.id)
  redirect('/app')
}

export async function logout() {
  await endSession()
  redirect('/login')
}
