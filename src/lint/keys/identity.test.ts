import { rule } from '../../../test/support/lint.ts';

rule('revoke-key-mismatch', {
  wrong: {
    'object in a set': `const revoked = new Set();
exports.logout = (req, res) => { revoked.add({ jti: req.user.jti, at: Date.now() }); res.end(); };
exports.guard = (req, res, next) => { if (revoked.has(req.user.jti)) return res.sendStatus(401); next(); };`,
    'object in an array': `const blacklist = [];
exports.logout = (req, res) => { blacklist.push({ token: req.token, at: Date.now() }); res.end(); };
exports.guard = (req, res, next) => { if (blacklist.includes(req.token)) return res.sendStatus(401); next(); };`,
    'header in an array': `let blacklist = [];
exports.logout = (req, res) => { blacklist.push(req.headers.authorization); res.end(); };
exports.guard = (req, res, next) => { const token = req.headers.authorization.split(' ')[1]; if (blacklist.includes(token)) return res.sendStatus(401); next(); };`,
    'number and string': `const kicked = new Set();
exports.logout = (req, res) => { kicked.add(String(req.user.id)); res.end(); };
exports.guard = (req, res, next) => { const { sub } = jwt.verify(req.token, S); if (kicked.has(Number(sub))) return res.sendStatus(401); next(); };`,
    'object id raw': `const revokedUsers = new Set();
exports.logout = async (req, res) => { const user = await User.findById(req.userId); revokedUsers.add(user._id); res.end(); };
exports.guard = (req, res, next) => { const payload = jwt.verify(req.token, S); if (revokedUsers.has(payload.id)) return res.sendStatus(401); next(); };`,
  },
  right: {
    'object in an array found by some': `const blacklist = [];
exports.logout = (req, res) => { blacklist.push({ token: req.token, at: Date.now() }); res.end(); };
exports.guard = (req, res, next) => { if (blacklist.some((one) => one.token === req.token)) return res.sendStatus(401); next(); };`,
    'both strings': `const kicked = new Set();
exports.logout = (req, res) => { kicked.add(String(req.user.id)); res.end(); };
exports.guard = (req, res, next) => { const { sub } = jwt.verify(req.token, S); if (kicked.has(sub)) return res.sendStatus(401); next(); };`,
    'object id as text': `const revokedUsers = new Set();
exports.logout = async (req, res) => { const user = await User.findById(req.userId); revokedUsers.add(user._id.toString()); res.end(); };
exports.guard = (req, res, next) => { const payload = jwt.verify(req.token, S); if (revokedUsers.has(payload.id)) return res.sendStatus(401); next(); };`,
  },
});
