export function Half() {
  return (
    <div>
      <button onClick={() => logout(}>Logout</button>
