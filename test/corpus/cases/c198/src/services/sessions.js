const Session = require('../models/Session');

exports.revoke = (id) => Session.updateOne({ _id: id }, { revokedAt: new Date() });
