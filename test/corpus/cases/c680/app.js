var express = require('express');
var mongoose = require('mongoose');
var session = require('express-session');
var MongoStore = require('connect-mongo');

var app = express();

app.set('view engine', 'pug');
app.use(express.urlencoded({ extended: false }));
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: MongoStore.create({ mongoUrl: process.env.MONGO_URL })
  })
);
app.use('/admin', require('./routes/admin'));
app.use('/', require('./routes/vetrina'));

mongoose.connect(process.env.MONGO_URL);
app.listen(process.env.PORT || 8080);
