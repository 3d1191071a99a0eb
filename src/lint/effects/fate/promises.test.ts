import { rule } from '../../../../test/support/lint.ts';

const LOGOUT = (body: string): string => `exports.logout = (req, res, next) => { ${body} };`;
const ANSWER = "res.clearCookie('sid').json({ ok: 1 });";
const DELETE = 'Session.deleteOne({ id: req.sid })';
const REVOKE = "async function revokeAll(id) { await db.collection('sessions').deleteMany({ id }); }";

rule('revoke-not-awaited', {
  wrong: {
    'a then for the log alone': LOGOUT(`${DELETE}.then(() => console.log('gone')).catch(next); ${ANSWER}`),
    'a function of the program, whose promise is only caught': `const revoke = (id) => Session.deleteOne({ id });
${LOGOUT(`revoke(req.sid).catch((error) => log(error)); ${ANSWER}`)}`,
    'a timer': `${REVOKE} ${LOGOUT(`setTimeout(() => revokeAll(req.user.id), 0); ${ANSWER}`)}`,
    'a timer in which it is awaited': `${REVOKE} ${LOGOUT(`setImmediate(async () => { await revokeAll(req.user.id); }); ${ANSWER}`)}`,
  },
  right: {
    'an answer in then': LOGOUT(`${DELETE}.then(() => { ${ANSWER} }).catch(next);`),
    'a then that resolves': LOGOUT(`${DELETE}.then(next); return undefined;`),
    'a chain that is awaited': `exports.logout = async (req, res) => { await ${DELETE}.exec(); ${ANSWER} };`,
    'a timer that revokes nothing': LOGOUT(`setTimeout(() => paint(), 10); ${ANSWER}`),
    'a timer that answers': `${REVOKE} ${LOGOUT(`setTimeout(async () => { await revokeAll(req.user.id); ${ANSWER} }, 0);`)}`,
  },
});

const SESSION = (callback: string): string =>
  `app.post('/logout', (req, res, next) => { req.session.destroy(${callback}); });`;

rule('revoke-error-swallowed', {
  wrong: {
    'a callback that only logs': SESSION("(err) => { if (err) console.log(err); res.redirect('/'); }"),
    'a catch after exec': `exports.logout = async (req, res) => { await ${DELETE}.exec().catch(() => {}); ${ANSWER} };`,
    'a catch that is given the log': `exports.logout = async (req, res) => { await ${DELETE}.catch(console.error); ${ANSWER} };`,
  },
  right: {
    'a callback that hands on': SESSION("(err) => { if (err) return next(err); res.redirect('/'); }"),
    'a callback that answers with an error': SESSION(
      "(err) => { if (err) { return res.status(500).end(); } res.redirect('/'); }",
    ),
    'a callback with two answers': SESSION("(err) => { if (err) fail(res); else res.redirect('/'); }"),
    'a catch that is given next': LOGOUT(`${DELETE}.then(() => { ${ANSWER} }).catch(next);`),
    'a catch after the answer in then': LOGOUT(
      `${DELETE}.then(() => { ${ANSWER} }).catch((e) => console.log(e));`,
    ),
    'an answer that tells the truth': `exports.logout = async (req, res) => {
  try { await ${DELETE}; res.end(); } catch (e) { await queue.add('revoke', { sid: req.sid }); res.status(202).json({ signedOut: false }); }
};`,
  },
});
