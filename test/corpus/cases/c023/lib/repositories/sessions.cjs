'use strict';

const knex = require('../knex.cjs');

exports.findByToken = (token) => knex('sessions').where({ token }).first();

exports.ownerOf = (session) => knex('users').where({ id: session.user_id }).first();

exports.create = (row) => knex('sessions').insert(row);
