const bus = require('./bus');
const mailer = require('./mailer');

bus.on('signup', (user) => mailer.welcome(user));
bus.on('logged-in', (user) => mailer.newDevice(user));
