import jwt from 'jsonwebtoken';

export function sliding(req, res, next) {
  const token = req.cookies.token;
  try {
    req.user = jwt.verify(token, process.env.JWT_SECRET);
    return next();
  } catch (error) {
    if (error.name !== 'TokenExpiredError') return res.sendStatus(401);
    const claims = jwt.decode(token);
    const fresh = jwt.sign({ id: claims.id }, process.env.JWT_SECRET, { expiresIn: '30m' });
    res.cookie('token', fresh, { httpOnly: true, secure: true, sameSite: 'strict' });
    req.user = { id: claims.id };
    return next();
  }
}
