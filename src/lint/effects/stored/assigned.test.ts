import { rule } from '../../../../test/support/lint.ts';

const logout = (top: string, does: string, more: Record<string, string> = {}): Record<string, string> => ({
  'src/code.js': `const express = require('express'); const app = express(); ${top}
app.post('/logout', (req, res) => { ${does} res.clearCookie('t').sendStatus(204); });`,
  ...more,
});

rule('logout-no-backend-effect', {
  wrong: {
    'a count': logout('let logouts = 0;', 'logouts += 1;'),
    'when somebody was last seen': logout('let lastLogout;', 'lastLogout = new Date();'),
    'a variable of its own': logout('', 'let key = req.key; key = null;'),
    'how somebody in memory was last seen': logout(
      'const users = [{ id: 1 }];',
      'const u = users.find((one) => one.id === req.user.id); u.lastSeen = Date.now(); u.online = false;',
    ),
    'what was given with the request': logout('', 'req.user.token = null; res.locals.user = null;'),
  },
  right: {
    'the secret of the module': logout(
      'let key = process.env.KEY;',
      "key = randomBytes(32).toString('hex');",
    ),
    'a list of another module': logout(
      "const { state } = require('./state');",
      'state.logins = state.logins.filter((one) => one !== req.sid);',
      { 'src/state.js': 'exports.state = { logins: [] };' },
    ),
    'somebody in memory': logout(
      "const { users } = require('./users');",
      'const u = users.find((one) => one.id === req.user.id); u.token = null;',
      { 'src/users.js': 'exports.users = [{ id: 1, token: null }];' },
    ),
    'one of a map': logout('const live = new Map();', 'const one = live.get(req.sid); one.open = false;'),
    'a list within a module': logout("const state = require('./state');", 'state.gone.push(req.user.jti);', {
      'src/state.js': 'module.exports = { gone: [] };',
    }),
    'a map within what a factory made': logout(
      'function seats() { const open = new Map(); return { take: (id) => open.set(id, 1), leave: (id) => open.delete(id) }; } const all = seats();',
      'all.leave(req.sid);',
    ),
    'by reflection': logout('const live = {};', 'Reflect.deleteProperty(live, req.sid);'),
    'a field of an object of the module': logout(
      'const db = { users: [], put: function (all) { this.users = all; } };',
      'db.put(db.users.filter((one) => one.id !== req.user.id));',
    ),
    'a file that is taken away': logout(
      "const fs = require('fs/promises');",
      'fs.rm("sessions/" + req.sid).then(() => 1);',
    ),
  },
});
