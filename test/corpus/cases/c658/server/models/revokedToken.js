module.exports = (sequelize, DataTypes) =>
  sequelize.define(
    'RevokedToken',
    {
      jti: { type: DataTypes.UUID, primaryKey: true },
      expiresAt: { type: DataTypes.DATE, allowNull: false },
    },
    { tableName: 'revoked_tokens', underscored: true, updatedAt: false }
  );
