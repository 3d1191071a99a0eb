import { Form, Link } from '@remix-run/react';

export function UserMenu({ name }: { name: string }) {
  return (
    <details className="menu">
      <summary>{name}</summary>
      <Link to="/settings">Settings</Link>
      <Form method="post" action="/logout">
        <button type="submit">Log out</button>
      </Form>
    </details>
  );
}
