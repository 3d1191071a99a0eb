import { Router } from 'express';
import passport from 'passport';

const router = Router();

router.get('/auth/google', passport.authenticate('google', { scope: ['profile', 'email'] }));

router.post('/auth/logout', (req, res) => {
  req.logout();
  res.redirect(process.env.CLIENT_URL);
});

export default router;
