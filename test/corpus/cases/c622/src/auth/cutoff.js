import Cutoff from '../models/cutoff.js';

// user id -> tokens issued before this second are over
const cutoffs = new Map();

export async function load() {
  for await (const { user, at } of Cutoff.find().cursor()) {
    cutoffs.set(String(user), at);
  }
}

export async function cutOff(user) {
  const at = Math.ceil(Date.now() / 1000);
  await Cutoff.updateOne({ user: user._id }, { at }, { upsert: true });
  cutoffs.set(user._id.toString(), at);
}

export function isOver({ sub, iat }) {
  const at = cutoffs.get(sub);
  return at !== undefined && iat < at;
}
