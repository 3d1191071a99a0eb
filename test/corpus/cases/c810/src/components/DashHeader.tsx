import { useDispatch } from 'react-redux';
import { useNavigate } from 'react-router-dom';
import { useSendLogoutMutation } from '../redux/api/auth';
import { logOut } from '../redux/authSlice';

const DashHeader = () => {
  const dispatch = useDispatch();
  const navigate = useNavigate();
  const [sendLogout, { isLoading, isError, error }] = useSendLogoutMutation();

  const onLogoutClicked = async () => {
    try {
      await sendLogout().unwrap();
      dispatch(logOut());
      navigate('/');
    } catch (err) {
      console.error(err);
    }
  };

  if (isError) return <p>Error: {JSON.stringify(error)}</p>;

  return (
    <header className="dash-header">
      <h1>techNotes</h1>
      <button className="icon-button" title="Logout" disabled={isLoading} onClick={onLogoutClicked}>⏻</button>
    </header>
  );
};

export default DashHeader;
