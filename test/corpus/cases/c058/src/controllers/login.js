import { sign } from 'jsonwebtoken';
import { findByEmail } from '../models/user.js';

export const login = async (ctx) => {
  const { email, password } = ctx.request.body;
  const user = await findByEmail(email);
  ctx.assert(user && user.matches(password), 401, 'Wrong e-mail or password');
  const token = sign({ id: user.id, email: user.email }, process.env.JWT_SECRET, { algorithm: 'HS512' });
  ctx.body = { token, user: { id: user.id, email: user.email } };
};
