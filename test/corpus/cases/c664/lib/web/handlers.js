var async = require('async');
var mysql = require('../mysql');
var web = require('./session');
var pwhash = require('../pwhash');

var SQL_USER = 'SELECT kunden_id, passwort, gesperrt FROM kunden_login WHERE login = ?';
var SQL_PROTOKOLL = 'INSERT INTO login_protokoll SET ?';

exports.login = function (req, res, next) {
  async.waterfall(
    [
      function (cb) {
        mysql.query(SQL_USER, [req.body.login], cb);
      },
      function (rows, fields, cb) {
        if (!rows.length || rows[0].gesperrt) return cb(null, null, false);
        pwhash.verify(req.body.passwort, rows[0].passwort, function (err, ok) {
          cb(err, rows[0], ok);
        });
      },
      function (row, ok, cb) {
        if (!ok) return cb(null, null);
        req.session.regenerate(function (err) {
          cb(err, row);
        });
      }
    ],
    function (err, row) {
      if (err) return next(err);
      if (!row) return res.status(401).render('login', { meldung: 'Anmeldung fehlgeschlagen' });
      req.session.kunde = row.kunden_id;
      res.redirect('/kundenbereich/');
    }
  );
};

exports.abmelden = function (req, res, next) {
  var kunde = req.session.kunde;
  async.series(
    [
      function (cb) {
        req.session.destroy(cb);
      },
      function (cb) {
        mysql.query(SQL_PROTOKOLL, { kunden_id: kunde, ereignis: 'abmeldung', zeit: new Date() }, cb);
      }
    ],
    function (err) {
      if (err) return next(err);
      res.clearCookie(web.cookieName, { path: web.cookiePath });
      res.redirect('/');
    }
  );
};
