const { MongoClient } = require('mongodb');

const client = new MongoClient(process.env.MONGO_URL);
const sessions = () => client.db().collection('sessions');

exports.destroy = (id) => sessions().deleteOne({ _id: id });
exports.find = (id) => sessions().findOne({ _id: id });
