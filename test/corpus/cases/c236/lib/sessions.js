const live = new Map();

exports.open = (id, user) => live.set(id, user);
exports.find = (id) => live.get(id);
exports.delete = (id) => live.delete(id);
