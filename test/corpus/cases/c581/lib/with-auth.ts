import { NextResponse, type NextRequest } from 'next/server';
import { auth } from '@/services';
import type { Session } from '@/services/auth';

type Handler = (req: NextRequest, ctx: { session: Session }) => Promise<Response>;

export const withAuth = (handler: Handler) => async (req: NextRequest) => {
  const session = await auth.resolve(req.cookies.get('inv_session')?.value);
  if (!session) return NextResponse.json({ error: 'unauthenticated' }, { status: 401 });
  return handler(req, { session });
};
