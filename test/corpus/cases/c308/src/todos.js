const { Router } = require('express');
const { randomUUID } = require('crypto');

const todos = new Map();
const router = Router();

router.get('/todos', (req, res) => res.json([...todos.values()]));

router.post('/todos', (req, res) => {
  const todo = { id: randomUUID(), text: req.body.text, done: false };
  todos.set(todo.id, todo);
  res.status(201).json(todo);
});

router.delete('/todos/:id', (req, res) => {
  todos.delete(req.params.id);
  res.sendStatus(204);
});

module.exports = router;
