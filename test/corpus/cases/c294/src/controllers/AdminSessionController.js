const BaseSessionController = require('./BaseSessionController');
const { AdminSession } = require('../models');

class AdminSessionController extends BaseSessionController {
  constructor() {
    super(AdminSession);
  }
}

module.exports = new AdminSessionController();
