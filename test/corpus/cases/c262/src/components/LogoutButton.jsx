import { useDispatch } from 'react-redux';
import api from '../api';
import { logout } from '../redux/authSlice';

export default function LogoutButton() {
  const dispatch = useDispatch();
  const onClick = async () => {
    await api.post('/logout');
    dispatch(logout());
  };
  return <button onClick={onClick}>Logout</button>;
}
