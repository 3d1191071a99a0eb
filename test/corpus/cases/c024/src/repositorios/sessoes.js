import knex from '../banco.js';

export const buscarSessao = (id) => knex('sessoes').where({ id }).first();

export const removerSessao = (id) => knex('sessoes').where({ id }).del();
