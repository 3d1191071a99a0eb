import jwt from 'jsonwebtoken';

const ONE_DAY = 1000 * 60 * 60 * 24;

export function createToken(user) {
  return jwt.sign({ id: user.id, role: user.role }, process.env.JWT_SECRET, { expiresIn: ONE_DAY });
}

export function authenticate(req, res, next) {
  const token = req.headers['x-access-token'];
  if (!token) return res.status(403).send('A token is required for authentication');
  try {
    req.user = jwt.verify(token, process.env.JWT_SECRET);
  } catch (err) {
    return res.status(401).send('Invalid Token');
  }
  return next();
}
