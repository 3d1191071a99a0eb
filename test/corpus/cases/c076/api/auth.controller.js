import crypto from 'node:crypto';
import Session from './session.model.js';
import User from './user.model.js';

export const signin = async (req, res, next) => {
  try {
    const user = await User.authenticate(req.body.email, req.body.password);
    const id = crypto.randomUUID();
    await Session.create({ _id: id, user: user._id });
    res.cookie('access_token', id, { httpOnly: true }).status(200).json(user);
  } catch (error) {
    next(error);
  }
};

export const signOut = async (req, res, next) => {
  try {
    await Session.deleteOne({ _id: req.cookies.access_token });
    res.clearCookie('token');
    res.status(200).json('User has been logged out!');
  } catch (error) {
    next(error);
  }
};
