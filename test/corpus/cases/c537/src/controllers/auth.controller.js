const tokenService = require('../services/token.service');
const userService = require('../services/user.service');
const catchAsync = require('../utils/catchAsync');

const login = catchAsync(async (req, res) => {
  const user = await userService.login(req.body.email, req.body.password);
  res.json({ token: tokenService.generate(user), user: { id: user.id, nom: user.nom } });
});

const logout = catchAsync(async (req, res) => {
  await tokenService.invalidate(req.user);
  res.status(204).send();
});

module.exports = { login, logout };
