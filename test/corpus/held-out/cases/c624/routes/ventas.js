const express = require('express');
const { autenticar } = require('../middleware/autenticar');
const pool = require('../config/mysql');

const router = express.Router();

router.use(autenticar);

router.get('/', async (req, res, next) => {
  try {
    const [ventas] = await pool.query('SELECT * FROM ventas WHERE vendedor_id = ? ORDER BY fecha DESC LIMIT 100', [req.usuario.id]);
    res.json(ventas);
  } catch (err) {
    next(err);
  }
});

router.post('/', async (req, res, next) => {
  try {
    const { cliente, total } = req.body;
    const [r] = await pool.query('INSERT INTO ventas (cliente_id, vendedor_id, total, fecha) VALUES (?, ?, ?, NOW())', [cliente, req.usuario.id, total]);
    res.status(201).json({ id: r.insertId });
  } catch (err) {
    next(err);
  }
});

module.exports = router;
