import { rule } from '../../../test/support/lint.ts';

const LIST = (add: string, has: string): string => `
const blacklist = new Set();
exports.auth = (req, res, next) => { ${has} if (blacklist.has(token)) return res.sendStatus(401); next(); };
exports.logout = (req, res) => { ${add} res.end(); };`;
const CUT = "const token = req.headers.authorization && req.headers.authorization.split(' ')[1];";

rule('revoke-key-mismatch', {
  wrong: {
    'the whole header there, what is in it here': LIST('blacklist.add(req.headers.authorization);', CUT),
    'a header that is read by a method': LIST("blacklist.add(req.get('Authorization'));", CUT),
    'a header in a variable that is called token': LIST(
      'const { authorization: token } = req.headers; blacklist.add(token);',
      "const [, token] = req.header('authorization').split(' ');",
    ),
    'a slice here, the whole there': LIST(
      'const header = req.headers.authorization; blacklist.add(header.slice(7));',
      "const token = req.headers['authorization'] ?? '';",
    ),
  },
  right: {
    'the same cut on both sides': LIST(
      "blacklist.add(req.headers.authorization.replace('Bearer ', ''));",
      CUT,
    ),
    'the whole header on both sides': LIST(
      'blacklist.add(req.headers.authorization);',
      "const token = req.get('authorization');",
    ),
    'a token that somebody else took out': LIST('blacklist.add(req.token);', CUT),
    'a token of which nothing is seen': LIST(
      'blacklist.add(req.headers.authorization);',
      'const token = tokenOf(req);',
    ),
  },
});
