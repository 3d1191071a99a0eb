import { child } from '../support/child.ts';
import { ENVIRONMENT, FOLLOWS_FROM_REPLAY, type Target } from '../target.ts';

export const pythonSignedCookie: Target = {
  name: 'python-signed-cookie',
  title: 'Python, signed cookie, HTML: the logout clears the cookie, and a copy of it still opens',
  faults: ['P01'],
  mayAlso: FOLLOWS_FROM_REPLAY,
  needs: { program: 'python3', package: 'python3' },
  plan: (base) => `
base: ${base}
login: {post: /login, form: {username: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {cookies: all}
me: {get: /, canary: Timesheet of alice}
logout: {post: /logout}
budget: {access: 0s}
`,
  start: () =>
    child(import.meta.dirname, ['python3', '-B', 'app.py'], {
      ...process.env,
      PASSWORD: ENVIRONMENT.AUDIT_PASS,
    }),
};
