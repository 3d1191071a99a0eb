import { Types } from 'mongoose';
import { KeystoreModel } from '../model/keystore';

const findForKey = (client: string, key: string) =>
  KeystoreModel.findOne({ client: new Types.ObjectId(client), primaryKey: key, status: true }).lean().exec();

const create = (client: string, primaryKey: string) =>
  KeystoreModel.create({ client: new Types.ObjectId(client), primaryKey, status: true });

const remove = (id: Types.ObjectId) => KeystoreModel.findByIdAndDelete(id).lean().exec();

export default { findForKey, create, remove };
