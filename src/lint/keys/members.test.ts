import { rule } from '../../../test/support/lint.ts';

rule('revoke-key-mismatch', {
  wrong: {
    'user tokens pulled as object': `exports.login = async (req, res) => { const refreshToken = make(); await User.updateOne({ _id: req.user._id }, { $push: { refreshTokens: sha256(refreshToken) } }); res.json({ refreshToken }); };
exports.logout = async (req, res) => { await User.updateOne({ _id: req.user._id }, { $pull: { refreshTokens: req.body.refreshToken } }); res.end(); };`,
    'filter of plain strings': `exports.login = async (req, res) => { const token = sign(req.user); req.user.tokens.push(token); await req.user.save(); res.json({ token }); };
exports.logout = async (req, res) => { req.user.tokens = req.user.tokens.filter((one) => one.token !== req.token); await req.user.save(); res.end(); };`,
    'filter of objects as strings': `exports.login = async (req, res) => { const token = sign(req.user); req.user.tokens.push({ token }); await req.user.save(); res.json({ token }); };
exports.logout = async (req, res) => { req.user.tokens = req.user.tokens.filter((one) => one !== req.token); await req.user.save(); res.end(); };`,
  },
  right: {
    'user tokens pulled as pushed': `exports.login = async (req, res) => { const refreshToken = make(); await User.updateOne({ _id: req.user._id }, { $push: { refreshTokens: sha256(refreshToken) } }); res.json({ refreshToken }); };
exports.logout = async (req, res) => { await User.updateOne({ _id: req.user._id }, { $pull: { refreshTokens: sha256(req.body.refreshToken) } }); res.end(); };`,
    'filter of objects': `exports.login = async (req, res) => { const token = sign(req.user); req.user.tokens.push({ token }); await req.user.save(); res.json({ token }); };
exports.logout = async (req, res) => { req.user.tokens = req.user.tokens.filter((one) => one.token !== req.token); await req.user.save(); res.end(); };`,
  },
});
