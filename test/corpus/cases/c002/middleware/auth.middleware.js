const jwt = require('jsonwebtoken');
const asyncHandler = require('express-async-handler');
const User = require('../models/user.model');

const protect = asyncHandler(async (req, res, next) => {
  const decoded = jwt.verify(req.cookies.jwt, process.env.JWT_SECRET);
  const user = await User.findById(decoded.userId);
  if (!user || user.tokenVersion !== decoded.tokenVersion) {
    res.status(401);
    throw new Error('Not authorized');
  }
  req.user = user;
  next();
});

module.exports = { protect };
