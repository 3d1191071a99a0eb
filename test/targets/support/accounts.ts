import { ENVIRONMENT } from '../target.ts';

export interface Account {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly name: string;
  password: string;
}

/** The users that every application begins with. */
export function seed(): Account[] {
  return [
    {
      id: 4711,
      username: ENVIRONMENT.AUDIT_USER,
      email: 'alice@example.com',
      name: 'Alice Archer',
      password: ENVIRONMENT.AUDIT_PASS,
    },
    { id: 4712, username: 'bob', email: 'bob@example.com', name: 'Bob Baker', password: 'battery-staple' },
  ];
}

/** Whose name or address, and password, these are. */
export function findUser(users: readonly Account[], login: unknown, password: unknown): Account | undefined {
  return users.find(
    (user) => (user.username === login || user.email === login) && user.password === password,
  );
}
