import { rule } from '../../../test/support/lint.ts';

const build = (steps: string): string =>
  `import { SignJWT } from 'jose'; export async function issue(id: string) { const builder = new SignJWT({ id }).setIssuedAt(); ${steps} return builder.sign(key); }`;

rule('jwt-no-expiry', {
  wrong: { 'steps without one': build("builder.setAudience('me').setIssuer('you');") },
  right: { 'a statement of its own': build("builder.setAudience('me').setExpirationTime('5m');") },
});

rule('jwt-no-revocation-handle', {
  wrong: { 'steps without one': build("builder.setExpirationTime('5m');") },
  right: { 'a statement of its own': build("builder.setExpirationTime('5m').setJti(id());") },
});
