var express = require('express');
var bodyParser = require('body-parser');
var web = require('./session');
var handlers = require('./handlers');

var router = (module.exports = express.Router());

router.use(bodyParser.urlencoded({ extended: false }));
router.use(web.middleware);
router.get('/login', function (req, res) {
  res.render('login', { meldung: null });
});
router.post('/login', handlers.login);
router.post('/abmelden', handlers.abmelden);
router.use(function (req, res, next) {
  if (!req.session.kunde) return res.redirect('/kundenbereich/login');
  next();
});
router.get('/', function (req, res) {
  res.render('start', { kunde: req.session.kunde });
});
