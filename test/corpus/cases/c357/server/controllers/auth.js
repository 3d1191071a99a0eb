import User from '../models/User.js';
import Invite from '../models/Invite.js';
import { hashPassword, samePassword } from '../utils/password.js';
import { createToken } from '../utils/token.js';
import { COOKIE_NAME, cookieOptions } from '../utils/cookie.js';

export const register = async (req, res, next) => {
  try {
    const { name, email, password, code } = req.body;
    const invite = await Invite.findOneAndUpdate({ code, usedAt: null }, { usedAt: new Date() });
    if (!invite) return res.status(400).json({ message: 'This invitation is not valid anymore' });
    const user = await User.create({ name, email, password: await hashPassword(password), team: invite.team });
    res.cookie(COOKIE_NAME, createToken(user), cookieOptions);
    return res.status(201).json({ user: user.toPublic() });
  } catch (err) {
    return next(err);
  }
};

export const login = async (req, res, next) => {
  try {
    const user = await User.findOne({ email: req.body.email }).select('+password');
    if (!user || !(await samePassword(req.body.password, user.password))) {
      return res.status(401).json({ message: 'Wrong e-mail or password' });
    }
    res.cookie(COOKIE_NAME, createToken(user), cookieOptions);
    return res.json({ user: user.toPublic() });
  } catch (err) {
    return next(err);
  }
};

export const logout = (req, res) => {
  // JWTs are stateless, so there is nothing to do on the server side:
  // once the cookie is gone the user is logged out.
  res.clearCookie(COOKIE_NAME, cookieOptions);
  res.set('Cache-Control', 'no-store');
  return res.status(200).json({ message: 'Logged out' });
};

export const forgotPassword = async (req, res, next) => {
  try {
    const user = await User.findOne({ email: req.body.email });
    if (user) await user.startPasswordReset();
    return res.status(202).json({ message: 'If the address is known, a mail is on its way' });
  } catch (err) {
    return next(err);
  }
};
