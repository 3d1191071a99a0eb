const mongoose = require('mongoose');
const bcrypt = require('bcryptjs');

const AccountSchema = new mongoose.Schema(
  {
    email: { type: String, required: true, unique: true, lowercase: true },
    password: { type: String, required: true, select: false },
    generation: { type: Number, default: 0 },
    avatar: String,
  },
  { timestamps: true },
);

AccountSchema.methods.accepts = function (payload) {
  return payload.generation === this.generation;
};

AccountSchema.methods.claims = function () {
  return { id: this.id, generation: this.generation };
};

AccountSchema.methods.nextGeneration = function () {
  return this.constructor.updateOne({ _id: this._id }, { $inc: { generation: 1 } });
};

AccountSchema.pre('save', async function () {
  if (!this.isModified('password')) return;
  this.password = await bcrypt.hash(this.password, 10);
  if (!this.isNew) this.generation += 1;
});

module.exports = mongoose.model('Account', AccountSchema);
