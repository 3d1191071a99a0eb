const { Router } = require('express');
const bcrypt = require('bcrypt');
const crypto = require('crypto');
const jwt = require('jsonwebtoken');
const { Member } = require('./models');

const auth = Router();

// bcrypt only looks at 72 bytes, so hash first
const squeeze = (token) => crypto.createHash('sha256').update(token).digest('base64');

async function issue(member) {
  const access = jwt.sign({ sub: member.id, ver: member.authVersion }, process.env.AT_KEY, { expiresIn: '10m' });
  const refresh = jwt.sign({ sub: member.id, jti: crypto.randomUUID() }, process.env.RT_KEY, { expiresIn: '7d' });
  await member.update({ refreshHash: await bcrypt.hash(squeeze(refresh), 10) });
  return { access, refresh };
}

async function member(req, res, next) {
  const token = (req.headers.authorization || '').slice('Bearer '.length);
  try {
    const { sub, ver } = jwt.verify(token, process.env.AT_KEY);
    req.member = await Member.findOne({ where: { id: sub, authVersion: ver } });
  } catch (e) {
    if (!(e instanceof jwt.JsonWebTokenError)) return next(e);
  }
  if (!req.member) return res.status(401).json({ error: 'unauthorized' });
  next();
}

auth.post('/login', async (req, res, next) => {
  try {
    const found = await Member.findOne({ where: { email: req.body.email } });
    if (!found || !(await bcrypt.compare(req.body.password, found.password))) return res.status(401).json({ error: 'login' });
    res.json(await issue(found));
  } catch (e) {
    next(e);
  }
});

auth.post('/refresh', async (req, res, next) => {
  let sub;
  try {
    ({ sub } = jwt.verify(req.body.refresh, process.env.RT_KEY));
  } catch (e) {
    return res.status(401).json({ error: 'refresh' });
  }
  try {
    const found = await Member.findByPk(sub);
    const same = found && found.refreshHash && (await bcrypt.compare(squeeze(req.body.refresh), found.refreshHash));
    if (!same) return res.status(401).json({ error: 'refresh' });
    res.json(await issue(found));
  } catch (e) {
    next(e);
  }
});

auth.post('/logout', member, async (req, res, next) => {
  try {
    await req.member.update({ refreshHash: null, authVersion: req.member.authVersion + 1 });
    res.json({ ok: true });
  } catch (e) {
    next(e);
  }
});

module.exports = { auth, member };
