import { Form, useLoaderData } from '@remix-run/react';
import { json, type LoaderFunctionArgs } from '@remix-run/node';
import { requireUser } from '~/services/auth.server';

export async function loader({ request }: LoaderFunctionArgs) {
  const user = await requireUser(request);
  return json({ email: user.email, timezone: user.timezone });
}

export default function Settings() {
  const { email, timezone } = useLoaderData<typeof loader>();
  return (
    <section>
      <h2>Settings</h2>
      <dl>
        <dt>E-mail</dt>
        <dd>{email}</dd>
        <dt>Time zone</dt>
        <dd>{timezone}</dd>
      </dl>
      <Form method="post" action="/logout">
        <button>Log out</button>
      </Form>
    </section>
  );
}
