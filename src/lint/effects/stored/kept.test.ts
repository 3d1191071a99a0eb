import { rule } from '../../../../test/support/lint.ts';

const logout = (top: string, does: string, more: Record<string, string> = {}): Record<string, string> => ({
  'src/code.js': `const express = require('express'); const app = express(); ${top}
app.post('/logout', (req, res) => { ${does} res.clearCookie('t').sendStatus(204); });`,
  ...more,
});

rule('logout-no-backend-effect', {
  wrong: {
    'a set of its own': logout('', 'const names = new Set(); names.add(req.user.name);'),
    'headers that are set': logout('const headers = new Headers();', "headers.set('x', 'y');"),
    'what is asked': logout('const gone = new Set();', 'if (gone.has(req.jti)) return;'),
  },
  right: {
    'a set of the module': logout('const gone = new Set();', 'gone.add(req.user.jti);'),
    'a map of another module': logout("const { live } = require('./live');", 'live.delete(req.sid);', {
      'src/live.js': 'exports.live = new Map();',
    }),
    'a cache of the module': logout(
      "const { LRUCache } = require('lru-cache'); const kept = new LRUCache({ max: 5 });",
      'kept.delete(req.sid);',
    ),
    'a list of the module': logout('const gone = [];', 'gone.push(req.user.jti);'),
    'an object without a prototype': logout(
      'const gone = Object.create(null);',
      'gone[req.user.jti] = true;',
    ),
    'an object from elsewhere': logout("const gone = require('./gone.json');", 'delete gone[req.sid];'),
    'a file': logout(
      "const fs = require('fs');",
      "users.current = null; fs.writeFileSync('users.json', JSON.stringify(users));",
    ),
    'a field of a service': {
      'src/gone.js':
        'class Gone { ids = new Set(); put(id) { this.ids.add(id); } } module.exports = new Gone();',
      ...logout("const gone = require('./gone');", 'gone.put(req.user.jti);'),
    },
  },
});
