const bcrypt = require('bcryptjs');
const User = require('../models/User');
const Bitacora = require('../models/Bitacora');
const generarToken = require('../helpers/generarToken');

// @desc   Registrar usuario
// @route  POST /api/auth/registro
const registro = async (req, res) => {
  const { nombre, email, password } = req.body;
  try {
    const existe = await User.findOne({ email });
    if (existe) return res.status(400).json({ msg: 'El usuario ya existe' });

    const usuario = new User({ nombre, email });
    usuario.password = await bcrypt.hash(password, 10);
    await usuario.save();
    res.status(201).json({ ok: true, uid: usuario._id });
  } catch (error) {
    console.log(error);
    res.status(500).json({ msg: 'Hable con el administrador' });
  }
};

// @desc   Iniciar sesion
// @route  POST /api/auth/login
const login = async (req, res) => {
  const { email, password } = req.body;
  try {
    const usuario = await User.findOne({ email });
    if (!usuario || !(await bcrypt.compare(password, usuario.password))) {
      return res.status(401).json({ msg: 'Email o contraseña incorrectos' });
    }
    const token = generarToken(usuario);
    res.cookie('token', token, { httpOnly: true, sameSite: 'lax' });
    await Bitacora.create({ usuario: usuario._id, accion: 'LOGIN', ip: req.ip });
    res.json({ ok: true, nombre: usuario.nombre });
  } catch (error) {
    console.log(error);
    res.status(500).json({ msg: 'Hable con el administrador' });
  }
};

// @desc   Cerrar sesion
// @route  POST /api/auth/logout
const cerrarSesion = async (req, res) => {
  try {
    await Bitacora.create({ usuario: req.usuario._id, accion: 'LOGOUT', ip: req.ip });
    res.clearCookie('token');
    res.json({ ok: true, msg: 'Sesión cerrada' });
  } catch (error) {
    console.log(error);
    res.status(500).json({ msg: 'Hable con el administrador' });
  }
};

module.exports = { registro, login, cerrarSesion };
