import jwt from 'jsonwebtoken';
import redis from '../utils/redis.js';

export const logout = async (req, res, next) => {
  try {
    const token = req.headers.authorization;
    const { exp } = req.user;

    await redis.set(`token:denied:${token}`, '1', { EXAT: exp });

    return res.status(200).json({ message: 'Token invalidated' });
  } catch (error) {
    return next(error);
  }
};
