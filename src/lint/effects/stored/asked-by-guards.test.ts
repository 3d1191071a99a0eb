import { rule } from '../../../../test/support/lint.ts';

const logout = (does: string, guard = ''): Record<string, string> => ({
  'src/code.js': `const express = require('express'); const { LoginHistory, User, Device, db, activity, tracker, sentry } = require('./models'); const app = express();
app.post('/logout', async (req, res) => { ${does} res.clearCookie('t').sendStatus(204); });`,
  'src/guard.js': `const { LoginHistory, User, Device, db } = require('./models');
module.exports = async (req, res, next) => { const token = req.token; ${guard} next(); };`,
});

rule('logout-no-backend-effect', {
  wrong: {
    'a history': logout('await LoginHistory.updateOne({ t: req.token }, { out: true });'),
    'a history that is shown': logout(
      'await LoginHistory.updateOne({ t: req.token }, { out: true });',
      'res.json(await LoginHistory.find());',
    ),
    'a status': logout("await User.updateOne({ _id: req.user.id }, { status: 'offline' });"),
    'a device to be told': logout('await Device.updateOne({ _id: req.device }, { deviceToken: null });'),
    'a watcher': logout('await sentry.endSession(req.sid);'),
    'an activity': logout("await activity.add(req.user.id, 'logout');"),
  },
  right: {
    'a history that is asked': logout(
      'await LoginHistory.updateOne({ t: req.token }, { out: true });',
      'if (!(await LoginHistory.findOne({ t: token, out: false }))) return res.sendStatus(401);',
    ),
    'a table of it': logout(
      "await db.query('UPDATE login_history SET out = now() WHERE id = $1', [req.sid]);",
      "const { rows } = await db.query('SELECT 1 FROM login_history WHERE id = $1', [req.sid]); if (!rows[0]) return res.sendStatus(401);",
    ),
    'a status that is compared': logout(
      "await User.updateOne({ _id: req.user.id }, { status: 'offline' });",
      "const { status } = await User.findById(req.id); if (status === 'offline') return res.sendStatus(401);",
    ),
    'a device by which somebody is found': logout(
      'await Device.updateOne({ _id: req.device }, { deviceToken: null });',
      'const d = await Device.findOne({ deviceToken: token }); if (!d) return res.sendStatus(401);',
    ),
    'an activity that is ended': logout('await activity.endSession(req.sid);'),
    'what tracks tokens': logout('await tracker.revoke(req.jti);'),
  },
});
