const express = require('express');
const session = require('express-session');
const MongoStore = require('connect-mongo');
const passport = require('./passport');
const auth = require('./api/auth');

const app = express();
app.use(express.json());
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    store: MongoStore.create({ mongoUrl: process.env.MONGO_URL }),
    resave: false,
    saveUninitialized: false,
  })
);
app.use(passport.initialize());
app.use(passport.session());
app.use('/api/auth', auth);
app.listen(process.env.PORT || 8080);
