export default function Nav({ user }) {
  if (!user) return <a href="/auth/github">Sign in with GitHub</a>;
  return (
    <nav>
      <img src={user.avatar} alt="" />
      <a href="/auth/logout">Sign out</a>
    </nav>
  );
}
