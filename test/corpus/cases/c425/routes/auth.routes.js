const controller = require('../controllers/auth.controller');
const authSession = require('../middleware/authSession');

module.exports = (app) => {
  app.get('/api/test/all', controller.allAccess);
  app.post('/api/auth/signout', [authSession], controller.signout);
};
