import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { endSession, expireCookie, getSessionId } from '~/services/auth.server';

export const loader = async () => redirect('/');

export async function action({ request }: ActionFunctionArgs) {
  const id = await getSessionId(request);
  if (id) {
    endSession(id);
  }
  return redirect('/login', {
    headers: { 'Set-Cookie': await expireCookie(), 'Cache-Control': 'no-store' },
  });
}
