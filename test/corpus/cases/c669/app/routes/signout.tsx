import { Form, Link, useLoaderData, useNavigation } from '@remix-run/react';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { commitSession, destroySession, getSession } from '~/sessions.server';
import { userById } from '~/models/user.server';

export const meta: MetaFunction = () => [{ title: 'Sign out' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const session = await getSession(request.headers.get('Cookie'));
  if (!session.has('userId')) return redirect('/');
  const user = await userById(session.get('userId')!);
  session.flash('notice', 'You are about to sign out');
  return json({ name: user?.name ?? 'there' }, { headers: { 'Set-Cookie': await commitSession(session), 'Cache-Control': 'no-store' } });
}

export async function action({ request }: ActionFunctionArgs) {
  const session = await getSession(request.headers.get('Cookie'));
  return redirect('/', {
    headers: { 'Set-Cookie': await destroySession(session), 'Cache-Control': 'no-store' },
  });
}

export default function SignOut() {
  const { name } = useLoaderData<typeof loader>();
  const navigation = useNavigation();
  return (
    <main className="mx-auto max-w-sm p-8">
      <h1>Leaving already, {name}?</h1>
      <Form method="post">
        <button type="submit" disabled={navigation.state !== 'idle'}>
          Sign out
        </button>
        <Link to="..">Stay</Link>
      </Form>
    </main>
  );
}
