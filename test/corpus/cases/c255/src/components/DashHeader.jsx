import { useSendLogoutMutation } from '../features/auth/authApiSlice';

export const DashHeader = () => {
  const [sendLogout, { isLoading }] = useSendLogoutMutation();
  return (
    <header>
      <button disabled={isLoading} onClick={() => sendLogout()}>
        Logout
      </button>
    </header>
  );
};
