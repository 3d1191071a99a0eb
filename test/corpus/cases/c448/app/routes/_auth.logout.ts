import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { authenticator } from '~/services/auth.server';
import { db } from '~/services/db.server';
import { cookieSession } from '~/services/cookie.server';

export const loader = () => redirect('/');

export async function action({ request }: ActionFunctionArgs) {
  const cookie = await cookieSession.getSession(request.headers.get('Cookie'));
  const sessionId = await authenticator.requireSessionId(request);

  await db.deleteFrom('user_sessions').where('id', '=', sessionId).execute();

  return redirect('/login', {
    headers: {
      'Set-Cookie': await cookieSession.destroySession(cookie),
      'Cache-Control': 'no-store',
    },
  });
}
