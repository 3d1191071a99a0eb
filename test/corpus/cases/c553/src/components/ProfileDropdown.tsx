import { Fragment } from 'react';
import { Menu } from '@headlessui/react';
import { useMeQuery } from '../generated/graphql';
import { useSignOut } from '../session/useSignOut';

export function ProfileDropdown() {
  const { data } = useMeQuery({ fetchPolicy: 'cache-and-network' });
  const { signOut, loading } = useSignOut();
  if (!data?.me) return null;

  return (
    <Menu as="div">
      <Menu.Button>{data.me.fullName}</Menu.Button>
      <Menu.Items>
        <Menu.Item as={Fragment}>
          <a href="/projects">Projects</a>
        </Menu.Item>
        <Menu.Item as={Fragment}>
          <button disabled={loading} onClick={signOut}>Sign out</button>
        </Menu.Item>
      </Menu.Items>
    </Menu>
  );
}
