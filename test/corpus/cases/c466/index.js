const express = require('express');
const auth = require('./lib/auth');
const revoked = require('./lib/revoked');
const people = require('./lib/people');

const app = express();
app.use(express.json());

app.post('/sign-in', async (req, res, next) => {
  try {
    const person = await people.check(req.body.name, req.body.password);
    if (!person) return res.status(401).json({ error: 'wrong name or password' });
    res.json({ token: auth.sign(person) });
  } catch (err) {
    next(err);
  }
});
app.post('/sign-out', auth.required, auth.signOut);
app.use('/inventory', auth.required, require('./lib/inventory'));

revoked.start().then(() => app.listen(process.env.PORT || 3000));
