import { KeystoreModel } from '../model/Keystore';

async function findforKey(client: { _id: string }, key: string) {
  return KeystoreModel.findOne({ client, primaryKey: key, status: true }).lean().exec();
}

async function remove(id: string) {
  return KeystoreModel.findByIdAndDelete(id).lean().exec();
}

export default { findforKey, remove };
