import { redirect } from 'next/navigation';
import { invalidateSession } from '@/lib/session';

export async function GET() {
  await invalidateSession();
  redirect('/');
}
