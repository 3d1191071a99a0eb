import { cookies } from 'next/headers';
import { NextResponse } from 'next/server';
import { redis } from '../../../lib/redis';

export async function POST() {
  const jar = await cookies();
  try {
    await redis.del(`sid:${jar.get('sid')?.value}`);
  } catch (error) {
    console.warn('could not delete session', error);
  } finally {
    jar.delete('sid');
  }
  return NextResponse.json({ message: 'Logged out successfully' });
}
