'use strict';

const authService = require('../services/auth.service');

// 验证 token
module.exports = async (req, res, next) => {
  try {
    const user = await authService.findUser(req.get('x-token') || '');
    if (!user) return res.status(401).json({ code: 401, msg: '请先登录' });
    req.user = user;
    return next();
  } catch (e) {
    return next(e);
  }
};
