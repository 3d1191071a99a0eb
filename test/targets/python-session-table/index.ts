import { child } from '../support/child.ts';
import { ENVIRONMENT, type Target } from '../target.ts';

export const pythonSessionTable: Target = {
  name: 'python-session-table',
  title: 'Python, opaque tokens, gzip: the logout deletes the row of the session',
  faults: [],
  needs: { program: 'python3', package: 'python3' },
  plan: (base) => `
base: ${base}/api
login: {post: /login, json: {email: alice@example.com, password: $AUDIT_PASS}}
capture: {access: $.key}
me: {get: /me, auth: "Bearer {access}", canary: alice@example.com}
logout: {post: /logout, auth: "Bearer {access}"}
budget: {access: 0s}
`,
  start: () =>
    child(import.meta.dirname, ['python3', '-B', 'app.py'], {
      ...process.env,
      PASSWORD: ENVIRONMENT.AUDIT_PASS,
    }),
};
