const { Model, DataTypes } = require('sequelize');
const crypto = require('crypto');
const jwt = require('jsonwebtoken');

const pepper = process.env.TOKEN_PEPPER;

class Account extends Model {
  signingKey() {
    return pepper + this.tokenKey;
  }

  issueToken() {
    return jwt.sign({ id: this.id, role: this.role }, this.signingKey(), { expiresIn: '10h' });
  }

  rotateTokenKey() {
    this.tokenKey = crypto.randomBytes(24).toString('hex');
    return this.save({ fields: ['tokenKey'] });
  }

  static async fromToken(token) {
    const peek = jwt.decode(token);
    if (!peek || !peek.id) return null;
    const account = await Account.findByPk(peek.id);
    if (!account) return null;
    try {
      jwt.verify(token, account.signingKey());
      return account;
    } catch (e) {
      return null;
    }
  }
}

module.exports = (sequelize) =>
  Account.init(
    {
      email: { type: DataTypes.STRING, unique: true, allowNull: false },
      passwordHash: DataTypes.STRING,
      role: { type: DataTypes.ENUM('reader', 'editor', 'owner'), defaultValue: 'reader' },
      tokenKey: {
        type: DataTypes.STRING(48),
        allowNull: false,
        defaultValue: () => crypto.randomBytes(24).toString('hex'),
      },
    },
    { sequelize, modelName: 'account' }
  );
