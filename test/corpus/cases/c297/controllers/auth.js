const jwt = require('jsonwebtoken');

exports.logout = (req, res) => {
  const authHeader = req.headers['authorization'];
  jwt.sign({ header: authHeader }, '', { expiresIn: 1 }, (token, err) => {
    if (token) {
      res.send({ message: 'You have been logged out' });
    } else {
      res.send({ error: err });
    }
  });
};
