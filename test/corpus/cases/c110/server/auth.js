import { pool } from './pool.js';

export const form = (req, res) => res.render('signin');

export const signIn = async (req, res) => {
  const { rows } = await pool.query('select open_session($1, $2) as id', [req.body.email, req.body.password]);
  res.cookie('sid', rows[0].id, { httpOnly: true });
  res.redirect('/');
};

export const signOut = async (req, res) => {
  await pool.query('delete from session where id = $1', [req.cookies.sid]);
  res.clearCookie('sid');
  res.redirect('/');
};
