'use strict';

const authService = require('../services/auth.service');
const userService = require('../services/user.service');

module.exports = {
  async login(req, res, next) {
    try {
      const user = await userService.checkCredentials(req.body.username, req.body.password);
      if (!user) return res.status(401).json({ code: 401, msg: '用户名或密码错误' });
      const token = await authService.openSession(user.id, { ip: req.ip, agent: req.get('user-agent') });
      return res.json({ code: 0, data: { token } });
    } catch (e) {
      return next(e);
    }
  },

  // 退出登录
  async logout(req, res, next) {
    try {
      await authService.closeSession(req.get('x-token'));
      return res.json({ code: 0, msg: '退出成功' });
    } catch (e) {
      return next(e);
    }
  },
};
