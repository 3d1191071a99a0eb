import { Sequelize, DataTypes, Op } from 'sequelize'
import { config } from '../config.mjs'

export const sequelize = new Sequelize(config.databaseUrl, { logging: false })

export const RevokedToken = sequelize.define('revoked_token', {
  jti: { type: DataTypes.UUID, primaryKey: true },
  userId: { type: DataTypes.INTEGER, allowNull: false },
  expiresAt: { type: DataTypes.DATE, allowNull: false }
}, { timestamps: false })

// called by the nightly job, rows are useless after the token ran out
export const prune = () => RevokedToken.destroy({ where: { expiresAt: { [Op.lt]: new Date() } } })
