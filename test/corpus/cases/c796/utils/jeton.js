const jwt = require('jsonwebtoken');

const DUREE = '1h';

// jeton d'accès envoyé par l'appli mobile dans l'en-tête Authorization
exports.creerJeton = (contenu) => jwt.sign(contenu, process.env.JWT_SECRET, { expiresIn: DUREE });
