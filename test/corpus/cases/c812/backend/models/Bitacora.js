const { Schema, model } = require('mongoose');

const BitacoraSchema = new Schema(
  {
    usuario: { type: Schema.Types.ObjectId, ref: 'User', required: true },
    accion: { type: String, enum: ['LOGIN', 'LOGOUT', 'ALTA', 'BAJA'], required: true },
    ip: String,
  },
  { timestamps: true }
);

module.exports = model('Bitacora', BitacoraSchema);
