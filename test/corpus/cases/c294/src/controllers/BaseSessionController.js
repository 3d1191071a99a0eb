class BaseSessionController {
  constructor(repository) {
    this.repository = repository;
    this.logout = this.logout.bind(this);
  }

  async logout(req, res, next) {
    try {
      await this.repository.destroy({ where: { token: req.token } });
      res.status(204).end();
    } catch (error) {
      next(error);
    }
  }
}

module.exports = BaseSessionController;
