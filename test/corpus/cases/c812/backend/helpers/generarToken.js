const jwt = require('jsonwebtoken');

const generarToken = (usuario) => {
  const payload = { uid: usuario._id, nombre: usuario.nombre };
  return jwt.sign(payload, process.env.SECRET_JWT_SEED);
};

module.exports = generarToken;
