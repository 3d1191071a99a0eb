import { Model } from 'objection';
import { User } from '../users/user.model.js';

export class Session extends Model {
  static tableName = 'sessions';

  static jsonSchema = {
    type: 'object',
    required: ['user_id', 'expires_at'],
    properties: {
      id: { type: 'string' },
      user_id: { type: 'integer' },
      device: { type: ['string', 'null'], maxLength: 200 },
    },
  };

  static relationMappings = () => ({
    user: {
      relation: Model.BelongsToOneRelation,
      modelClass: User,
      join: { from: 'sessions.user_id', to: 'users.id' },
    },
  });
}
