import { Account } from './account.js';

export async function signout(req, res) {
  await Account.updateOne({ _id: req.account.id }, { $addToSet: { revokedTokens: req.jti } });
  res.sendStatus(204);
}
