const { Router } = require('express');
const { check } = require('express-validator');
const { registro, login, cerrarSesion } = require('../controllers/authController');
const { validarCampos } = require('../middlewares/validarCampos');
const { validarJWT } = require('../middlewares/validarJWT');

const router = Router();

router.post(
  '/registro',
  [check('nombre').notEmpty(), check('email').isEmail(), check('password').isLength({ min: 6 }), validarCampos],
  registro
);
router.post('/login', [check('email').isEmail(), validarCampos], login);
router.post('/logout', validarJWT, cerrarSesion);

module.exports = router;
