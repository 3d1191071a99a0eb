import { logout } from '@/app/(auth)/actions';
import { Button } from '@/components/ui/button';

export function SignOutForm() {
  return (
    <form action={logout}>
      <Button variant="link" type="submit">Sign out</Button>
    </form>
  );
}
