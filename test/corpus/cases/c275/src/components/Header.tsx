import { useDispatch } from 'react-redux';
import { useNavigate } from 'react-router-dom';
import { useLogoutMutation } from '../services/api';
import { userCleared } from '../store/user';

export function Header() {
  const [logoutApiCall] = useLogoutMutation();
  const dispatch = useDispatch();
  const navigate = useNavigate();

  const logoutHandler = async () => {
    await logoutApiCall().unwrap();
    dispatch(userCleared());
    navigate('/login');
  };

  return <button onClick={logoutHandler}>Logout</button>;
}
