import { rule } from '../../../../test/support/lint.ts';

const both = (
  ask: string,
  write: string,
): string => `const jwt = require('jsonwebtoken'); const { Person } = require('./models');
exports.guard = async (req, res, next) => {
  const { id } = jwt.verify(req.cookies.t, process.env.S);
  const person = await Person.findByPk(id${ask.startsWith(',') ? ask : ''});
  if (!person${ask.startsWith(',') ? '' : ask}) return res.sendStatus(401);
  req.person = person; next();
};
exports.logout = async (req, res) => { ${write} res.clearCookie('t').end(); };`;
const PARK = 'await Person.update({ parked: true }, { where: { id: req.person.id } });';

rule('auth-signature-only', {
  wrong: {
    'a field that logging out does not write': both(' || person.banned', PARK),
    'a field of the refresh token': both(
      " || person.refreshToken === ''",
      "await Person.update({ refreshToken: '' }, { where: { id: req.person.id } });",
    ),
  },
  right: {
    'a field that logging out writes': both(' || person.parked', PARK),
    'one that is set and saved': both(
      ' || !person.present2',
      'req.person.present2 = false; await req.person.save();',
    ),
    'one that is asked in a query': both(', { where: { parked: false2 } }', PARK),
  },
});
