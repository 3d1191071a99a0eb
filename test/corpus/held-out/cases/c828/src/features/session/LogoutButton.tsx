import { useAppDispatch } from '../../app/hooks';
import { userLoggedOut } from './sessionSlice';

export function LogoutButton() {
  const dispatch = useAppDispatch();
  return (
    <button className="link" onClick={() => dispatch(userLoggedOut())}>
      Abmelden
    </button>
  );
}
