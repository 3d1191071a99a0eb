const { Router } = require('express');

const router = Router();

router.post('/logout', (req, res, next) => {
  req.session.destroy((err) => {
    if (err) return next(err);
    res.clearCookie('connect.sid');
    res.redirect(303, '/');
  });
});

module.exports = router;
