import { z } from 'zod';

const schema = z.object({ nick: z.string().min(2).max(30), password: z.string().min(8).max(200) });

export default defineEventHandler(async (event) => {
  const input = await readValidatedBody(event, schema.parse);
  const user = await findByPassword(input.nick, input.password);
  if (!user) throw createError({ statusCode: 401, statusMessage: 'Nick or password is wrong' });
  setCookie(event, SESSION, await addSession(user.id), { ...sessionCookie, maxAge: 60 * 60 * 24 * 10 });
  return { nick: user.nick };
});
