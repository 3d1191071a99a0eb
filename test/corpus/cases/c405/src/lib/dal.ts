import 'server-only'
import { cache } from 'react'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { prisma } from '@/lib/prisma'
import { seal, unseal } from '@/lib/jwt'

const NAME = 'session'
const WEEK = 7 * 24 * 60 * 60 * 1000
const OPTIONS = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const

export const currentUser = cache(async () => {
  const claims = await unseal((await cookies()).get(NAME)?.value)
  if (!claims) return null
  const session = await prisma.session.findFirst({
    where: { id: claims.sid, expires: { gt: new Date() } },
    include: { user: { select: { id: true, name: true, role: true } } },
  })
  return session?.user ?? null
})

export async function requireUser() {
  return (await currentUser()) ?? redirect('/login')
}

export async function startSession(userId: string) {
  const expires = new Date(Date.now() + WEEK)
  const { id } = await prisma.session.create({ data: { userId, expires } })
  ;(await cookies()).set(NAME, await seal(id, expires), { ...OPTIONS, expires })
}

export async function endSession() {
  const jar = await cookies()
  const claims = await unseal(jar.get(NAME)?.value)
  if (claims) await prisma.session.deleteMany({ where: { id: claims.sid } })
  jar.set(NAME, '', { ...OPTIONS, expires: new Date(0) })
}
