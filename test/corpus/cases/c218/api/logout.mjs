import { Session } from './models.mjs';

export default function logout(req, res, next) {
  Session.deleteOne({ _id: req.cookies.sid })
    .then(() => {
      res.clearCookie('sid');
      res.status(200).send('ok');
    })
    .catch(next);
}
