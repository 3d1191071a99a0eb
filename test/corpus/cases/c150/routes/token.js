const express = require('express');
const jwt = require('jsonwebtoken');

const router = express.Router();

router.post('/token/renew', (req, res) => {
  const old = req.headers.authorization?.split(' ')[1];
  try {
    const { id, role } = jwt.verify(old, process.env.JWT_SECRET, { ignoreExpiration: true });
    const token = jwt.sign({ id, role }, process.env.JWT_SECRET, { expiresIn: '1h' });
    return res.json({ token });
  } catch (err) {
    return res.status(401).json({ message: 'Invalid token' });
  }
});

module.exports = router;
