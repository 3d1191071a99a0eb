const express = require('express');
const { protect, logout } = require('./auth');

const app = express();
app.use(express.json());
app.use(protect);
app.use('/status', (req, res) => res.send('ok'));
app.post('/login', require('./login'));
app.post('/logout', logout);
app.use('/todos', require('./todos'));
app.use((err, req, res, next) => {
  if (err.name === 'UnauthorizedError') return res.status(401).json({ message: 'not signed in' });
  console.error(err);
  res.status(500).json({ message: 'something broke' });
});
app.listen(process.env.PORT || 4000);
