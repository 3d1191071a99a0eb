const router = require('express').Router();
const { Op } = require('sequelize');
const auth = require('../middleware/auth');
const { Contact } = require('../models');

router.use(auth);

router.get('/', async (req, res, next) => {
  try {
    const { q = '', page = 1 } = req.query;
    const { rows, count } = await Contact.findAndCountAll({
      where: { accountId: req.account.id, name: { [Op.like]: `%${q}%` } },
      limit: 25,
      offset: (page - 1) * 25,
      order: [['name', 'ASC']],
    });
    res.json({ rows, count });
  } catch (err) {
    next(err);
  }
});

router.post('/', async (req, res, next) => {
  try {
    const contact = await Contact.create({ ...req.body, accountId: req.account.id });
    res.status(201).json(contact);
  } catch (err) {
    next(err);
  }
});

router.delete('/:id', async (req, res, next) => {
  try {
    const n = await Contact.destroy({ where: { id: req.params.id, accountId: req.account.id } });
    res.sendStatus(n ? 204 : 404);
  } catch (err) {
    next(err);
  }
});

module.exports = router;
