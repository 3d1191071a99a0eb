'use strict';

const passport = require('passport');
const Usuario = require('../models/usuario');

exports.formulario = function (req, res) {
  res.render('sesion/entrar', { titulo: 'Entrar', error: req.query.error });
};

exports.entrar = function (req, res, next) {
  passport.authenticate('local', function (err, usuario) {
    if (err) { return next(err); }
    if (!usuario) { return res.redirect('/sesion/entrar?error=1'); }

    req.logIn(usuario, function (err) {
      if (err) { return next(err); }
      Usuario.updateOne({ _id: usuario._id }, { $set: { ultimoAcceso: new Date() } }, function (err) {
        if (err) { return next(err); }
        res.redirect('/almacen');
      });
    });
  })(req, res, next);
};

// cerrar la sesión: primero passport, luego el almacén de sesiones
exports.salir = function (req, res, next) {
  req.logout();
  req.session.destroy(function (err) {
    if (err) { return next(err); }
    res.clearCookie('connect.sid', { path: '/' });
    res.redirect('/');
  });
};
