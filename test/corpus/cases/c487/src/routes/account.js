import { Router } from 'express';
import passport from 'passport';
import { Orders } from '../models/orders.js';
import { signOut } from '../lib/sign-out.js';

export const account = Router();

const signedIn = (req, res, next) => (req.isAuthenticated() ? next() : res.redirect('/account/sign-in'));

account.get('/sign-in', (req, res) => res.render('sign-in', { messages: req.session.messages }));

account.post(
  '/sign-in',
  passport.authenticate('local', { failureRedirect: '/account/sign-in', failureMessage: true }),
  (req, res) => res.redirect('/account/orders'),
);

account.get('/facebook', passport.authenticate('facebook'));
account.get('/facebook/return', passport.authenticate('facebook', { successRedirect: '/account/orders' }));

account.get('/orders', signedIn, async (req, res, next) => {
  try {
    res.set('Cache-Control', 'no-store');
    res.render('orders', { orders: await Orders.find({ customer: req.user.id }).sort('-date').lean() });
  } catch (e) {
    next(e);
  }
});

account.post('/sign-out', signedIn, (req, res, next) => {
  signOut(req, (err) => {
    if (err) return next(err);
    res.redirect('/');
  });
});
