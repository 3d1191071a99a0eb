const jwt = require('jsonwebtoken');
const { v4: uuid } = require('uuid');
const pool = require('../config/mysql');

const DURACION = '45m';

function firmar(usuario) {
  return jwt.sign({ id: usuario.id, perfil: usuario.perfil, jti: uuid() }, process.env.JWT_CLAVE, { expiresIn: DURACION });
}

async function autenticar(req, res, next) {
  const token = (req.headers.authorization || '').split(' ')[1];
  if (!token) return res.status(401).json({ error: 'Falta el token' });

  try {
    req.usuario = jwt.verify(token, process.env.JWT_CLAVE);
    return next();
  } catch (err) {
    if (err.name !== 'TokenExpiredError') {
      return res.status(401).json({ error: 'Token inválido' });
    }
  }

  // token vencido: se renueva para no molestar al usuario
  try {
    const datos = jwt.verify(token, process.env.JWT_CLAVE, { ignoreExpiration: true });
    const [filas] = await pool.query('SELECT id, perfil FROM usuarios WHERE id = ?', [datos.id]);
    if (filas.length === 0) return res.status(401).json({ error: 'Usuario inexistente' });
    res.set('X-Token-Nuevo', firmar(filas[0]));
    req.usuario = filas[0];
    return next();
  } catch (err) {
    return next(err);
  }
}

module.exports = { autenticar, firmar };
