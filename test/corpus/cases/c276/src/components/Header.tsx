import { useDispatch } from 'react-redux';
import { useNavigate } from 'react-router-dom';
import { api, useLogoutMutation } from '../services/api';

export function Header() {
  const [logoutApiCall] = useLogoutMutation();
  const dispatch = useDispatch();
  const navigate = useNavigate();

  const logoutHandler = async () => {
    await logoutApiCall().unwrap();
    dispatch(api.util.resetApiState());
    navigate('/login');
  };

  return <button onClick={logoutHandler}>Logout</button>;
}
