export const LogoutForm = () => (
  <form method="post" action="/api/auth/signout" onSubmit={() => localStorage.removeItem('admin-filter')}>
    <button>Log out</button>
  </form>
);
