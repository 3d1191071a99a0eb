import jwt from 'jsonwebtoken';
import redis from '../utils/redis.js';

export const verifyToken = async (req, res, next) => {
  const authHeader = req.headers.authorization;
  if (!authHeader?.startsWith('Bearer ')) {
    return res.status(403).json({ message: 'A token is required for authentication' });
  }
  const token = authHeader.split(' ')[1];

  try {
    const inDenyList = await redis.get(`token:denied:${token}`);
    if (inDenyList) {
      return res.status(401).json({ message: 'JWT rejected' });
    }
    req.user = jwt.verify(token, process.env.ACCESS_TOKEN_SECRET);
  } catch (err) {
    return res.status(401).json({ message: 'Invalid token' });
  }
  return next();
};
