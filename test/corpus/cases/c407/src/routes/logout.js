const { Router } = require('express');
const csurf = require('csurf');
const { sessions } = require('../store');

const router = Router();
const csrf = csurf({ cookie: true });

router
  .route('/logout')
  .all((req, res, next) => {
    res.set('Cache-Control', 'no-store');
    if (!req.cookies.sid) return res.redirect('/login');
    next();
  })
  .get(csrf, (req, res) => {
    res.send(`<!doctype html>
      <title>Log out</title>
      <form method="post">
        <input type="hidden" name="_csrf" value="${req.csrfToken()}">
        <p>Do you really want to log out?</p>
        <button>Log out</button> <a href="/">Stay</a>
      </form>`);
  })
  .post(csrf, async (req, res, next) => {
    try {
      await sessions.delete(req.cookies.sid);
      res.clearCookie('sid', { path: '/', httpOnly: true });
      res.redirect(303, '/');
    } catch (err) {
      next(err);
    }
  });

module.exports = router;
