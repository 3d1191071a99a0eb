var sessions = {};

exports.remove = function (id, done) {
  delete sessions[id];
  process.nextTick(done);
};

exports.find = function (id) {
  return sessions[id];
};
