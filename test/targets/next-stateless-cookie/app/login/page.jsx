export default function Login() {
  return (
    <form action="/api/login" method="post">
      <input name="email" type="email" />
      <input name="password" type="password" />
      <button>Sign in</button>
    </form>
  );
}
