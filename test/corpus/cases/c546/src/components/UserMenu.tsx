import { Menu, MenuButton, MenuItem, MenuList, Avatar } from '@chakra-ui/react';
import { useNavigate } from 'react-router-dom';
import { useAppDispatch, useAppSelector } from '../app/hooks';
import { loggedOut, selectUser } from '../features/auth/authSlice';

export function UserMenu() {
  const user = useAppSelector(selectUser);
  const dispatch = useAppDispatch();
  const navigate = useNavigate();

  const handleSignOut = () => {
    dispatch(loggedOut());
    navigate('/login', { replace: true });
  };

  if (!user) return null;
  return (
    <Menu>
      <MenuButton><Avatar name={user.displayName} size="sm" /></MenuButton>
      <MenuList>
        <MenuItem onClick={() => navigate('/settings')}>Settings</MenuItem>
        <MenuItem onClick={handleSignOut}>Sign out</MenuItem>
      </MenuList>
    </Menu>
  );
}
