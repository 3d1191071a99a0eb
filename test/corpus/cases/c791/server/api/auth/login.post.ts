import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { verify } from '@node-rs/argon2';

const body = z.object({ email: z.string().email(), password: z.string() });

export default defineEventHandler(async (event) => {
  const { email, password } = await readValidatedBody(event, body.parse);
  const customer = await useDrizzle().query.customers.findFirst({ where: (c, { eq }) => eq(c.email, email) });
  if (!customer || !(await verify(customer.passwordHash, password))) {
    throw createError({ statusCode: 401, statusMessage: 'Bad credentials' });
  }
  const jti = randomUUID();
  await useStorage('redis').setItem(`logins:${jti}`, { customerId: customer.id, ua: getHeader(event, 'user-agent') });
  setCookie(event, AUTH_COOKIE, await createToken(customer.id, jti), {
    httpOnly: true,
    secure: true,
    sameSite: 'lax',
    path: '/',
    maxAge: 60 * 60 * 8,
  });
  return { id: customer.id, email: customer.email };
});
