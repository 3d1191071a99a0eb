const jwt = require('jsonwebtoken');
const User = require('../models/User');

const validarJWT = async (req, res, next) => {
  const { token } = req.cookies;
  if (!token) {
    return res.status(401).json({ ok: false, msg: 'No hay token en la petición' });
  }
  try {
    const { uid } = jwt.verify(token, process.env.SECRET_JWT_SEED);
    const usuario = await User.findById(uid).select('-password');
    if (!usuario) return res.status(401).json({ ok: false, msg: 'Token no válido' });
    req.usuario = usuario;
    next();
  } catch (error) {
    return res.status(401).json({ ok: false, msg: 'Token no válido' });
  }
};

module.exports = { validarJWT };
