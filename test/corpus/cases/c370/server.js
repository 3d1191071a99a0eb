const express = require('express');
const cors = require('cors');
const morgan = require('morgan');
const { expressjwt } = require('express-jwt');
const cookieParser = require('cookie-parser');
const config = require('./config');

const app = express();
app.use(cors({ origin: config.origins, credentials: true }));
app.use(morgan('combined'));
app.use(express.json());
app.use(cookieParser());

const fromHeader = (req) => {
  const [scheme, value] = (req.headers.authorization || '').split(' ');
  return scheme === 'Bearer' ? value : undefined;
};

app.use(
  '/api',
  expressjwt({
    secret: config.jwt.secret,
    audience: config.jwt.audience,
    issuer: config.jwt.issuer,
    algorithms: ['HS256'],
    requestProperty: 'auth',
    getToken: (req) => (req.cookies && req.cookies.token) || fromHeader(req),
  }).unless({ path: ['/api/health', { url: /^\/api\/public\/.*/, methods: ['GET'] }] }),
);

app.get('/api/health', (req, res) => res.json({ up: true }));
app.use('/api/public/catalog', require('./routes/catalog'));
app.use('/api/orders', require('./routes/orders'));
app.use('/api/admin', requireScope('admin'), require('./routes/admin'));

function requireScope(scope) {
  return (req, res, next) => {
    const scopes = String((req.auth && req.auth.scope) || '').split(' ');
    return scopes.includes(scope) ? next() : res.status(403).json({ error: 'forbidden' });
  };
}

app.use((err, req, res, next) => {
  if (err.name === 'UnauthorizedError') {
    return res.status(401).json({ error: err.code || 'unauthorized' });
  }
  console.error(err);
  res.status(500).json({ error: 'internal' });
});

module.exports = app;
