import { Session } from './models.mjs';

export default function logout(req, res) {
  Session.deleteOne({ _id: req.cookies.sid })
    .then(() => console.log('session deleted'))
    .catch((error) => console.error(error));
  res.clearCookie('sid');
  res.status(200).send('ok');
}
