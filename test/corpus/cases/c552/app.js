var express = require('express');
var session = require('express-session');
var SequelizeStore = require('connect-session-sequelize')(session.Store);
var passport = require('passport');
var db = require('./models');
var authRouter = require('./routes/auth');

var app = express();
app.set('view engine', 'pug');
app.use(express.urlencoded({ extended: false }));

var store = new SequelizeStore({ db: db.sequelize });
store.sync();

app.use(session({
  secret: process.env.SECRET || 'keyboard cat',
  store: store,
  resave: false,
  saveUninitialized: false
}));
app.use(passport.initialize());
app.use(passport.session());
app.use(function (req, res, next) {
  res.locals.currentUser = req.user;
  next();
});

app.use('/', authRouter);
module.exports = app;
