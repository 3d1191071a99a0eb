const express = require('express');
const cookieSession = require('cookie-session');
const mysql = require('mysql');
const bcrypt = require('bcrypt');

const app = express();
const pool = mysql.createPool({
  host: process.env.DB_HOST,
  user: process.env.DB_USER,
  password: process.env.DB_PASS,
  database: 'agence',
});

app.set('view engine', 'ejs');
app.use(express.urlencoded({ extended: false }));
app.use(
  cookieSession({
    name: 'agence',
    keys: [process.env.CLE_1, process.env.CLE_2],
    maxAge: 12 * 60 * 60 * 1000,
  })
);

// accès réservé aux clients connectés
function connecte(req, res, next) {
  if (!req.session.clientId) return res.redirect('/connexion');
  next();
}

app.get('/connexion', (req, res) => res.render('connexion', { erreur: null }));

app.post('/connexion', (req, res, next) => {
  pool.query('SELECT * FROM clients WHERE courriel = ?', [req.body.courriel], (err, rows) => {
    if (err) return next(err);
    if (!rows.length) return res.render('connexion', { erreur: 'Compte inconnu' });
    bcrypt.compare(req.body.motdepasse, rows[0].motdepasse, (err, ok) => {
      if (err) return next(err);
      if (!ok) return res.render('connexion', { erreur: 'Mot de passe incorrect' });
      req.session.clientId = rows[0].id;
      req.session.nom = rows[0].nom;
      res.redirect('/projets');
    });
  });
});

app.get('/projets', connecte, (req, res, next) => {
  pool.query('SELECT * FROM projets WHERE client_id = ? ORDER BY cree_le DESC', [req.session.clientId], (err, rows) => {
    if (err) return next(err);
    res.render('projets', { projets: rows, nom: req.session.nom });
  });
});

app.post('/deconnexion', connecte, (req, res, next) => {
  pool.query('SELECT prenom FROM clients WHERE id = ?', [req.session.clientId], (err, rows) => {
    if (err) return next(err);
    req.session = null;
    res.render('au-revoir', { prenom: rows[0] ? rows[0].prenom : '' });
  });
});

app.listen(process.env.PORT || 3000);
