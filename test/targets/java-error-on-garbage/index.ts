import { child } from '../support/child.ts';
import { ENVIRONMENT, type Target } from '../target.ts';

export const javaErrorOnGarbage: Target = {
  name: 'java-error-on-garbage',
  title: 'Java, opaque tokens: a token that is no token ends in an exception, and the answer is 500',
  faults: ['P13'],
  needs: { program: 'javac', package: 'default-jdk-headless' },
  plan: (base) => `
base: ${base}/app
login: {post: /login, json: {login: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {access: $.token}
me: {get: /account, auth: "Bearer {access}", canary: alice@example.com}
logout: {post: /logout, auth: "Bearer {access}"}
budget: {access: 0s}
`,
  start: () =>
    child(import.meta.dirname, ['java', '-XX:TieredStopAtLevel=1', '-Xmx64m', 'Main.java'], {
      ...process.env,
      PASSWORD: ENVIRONMENT.AUDIT_PASS,
    }),
};
