const express = require('express');
const session = require('express-session');
const FileStore = require('session-file-store')(session);

const app = express();
app.use(session({ store: new FileStore(), secret: process.env.SECRET, resave: false, saveUninitialized: false }));

app.post('/theme', (req, res) => {
  res.cookie('theme', req.query.theme, { path: '/app', maxAge: 31536000000 });
  res.sendStatus(204);
});

app.post('/logout', (req, res, next) => {
  req.session.destroy((err) => {
    if (err) return next(err);
    res.clearCookie('connect.sid');
    res.sendStatus(204);
  });
});

app.listen(3000);
