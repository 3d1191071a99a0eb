'use strict';

var express = require('express');
var sesion = require('../controllers/sesion');
var router = express.Router();

router.get('/entrar', sesion.formulario);
router.post('/entrar', sesion.entrar);
router.post('/salir', sesion.salir);

module.exports = router;
