import { useDispatch, useSelector } from 'react-redux';
import { useNavigate } from 'react-router-dom';
import { logout } from '../store/authSlice';
import type { AppDispatch, RootState } from '../store';

export default function AccountMenu() {
  const dispatch = useDispatch<AppDispatch>();
  const navigate = useNavigate();
  const profile = useSelector((s: RootState) => s.profile.data);

  const onLogout = async () => {
    await dispatch(logout()).unwrap();
    navigate('/login');
  };

  return (
    <div className="account-menu">
      <strong>{profile?.firstName}</strong>
      <button onClick={onLogout}>Log out</button>
    </div>
  );
}
