const express = require('express');
const todos = require('./todos');

const app = express();
app.use(express.json());
app.use(todos);
module.exports = app;
