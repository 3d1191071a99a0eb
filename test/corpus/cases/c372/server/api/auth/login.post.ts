import { z } from 'zod';
import { compare } from 'bcryptjs';

const Body = z.object({ email: z.string().email(), password: z.string() });

export default defineEventHandler(async (event) => {
  const body = await readValidatedBody(event, Body.parse);
  const user = await useDatabase().user.findFirst({ where: { email: body.email } });
  if (!user || !(await compare(body.password, user.passwordHash))) {
    throw createError({ statusCode: 401, statusMessage: 'Bad credentials' });
  }
  await openSession(event, user.id);
  return { id: user.id };
});
