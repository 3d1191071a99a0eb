const express = require('express');
const cookieParser = require('cookie-parser');
const cors = require('cors');
const privateResponses = require('./middleware/privateResponses');
const api = require('./api');

const app = express();

app.use(cors({ origin: process.env.CLIENT_URL, credentials: true }));
app.use(express.json());
app.use(cookieParser());

app.use('/assets', express.static('assets', { maxAge: '30d' }));
app.use('/api', privateResponses, api);

app.use((err, req, res, next) => {
  console.error(err);
  res.status(err.status || 500).json({ msg: 'Server error' });
});

app.listen(process.env.PORT || 4000);
