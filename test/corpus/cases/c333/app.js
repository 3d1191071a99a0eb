var express = require('express');
var auth = require('./lib/auth');
var pages = require('./lib/pages');

var app = express();

app.set('view engine', 'pug');
app.use(express.urlencoded({ extended: false }));
app.use(require('cookie-parser')());
app.use(auth.load);

app.get('/login', function (req, res) { res.render('login'); });
app.post('/login', auth.login);
app.post('/logout', auth.logout);
app.get('/:page', pages.show);
app.post('/:page', pages.save);

app.listen(process.env.PORT || 3000);
