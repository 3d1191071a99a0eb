import knex from '../banco.js';

export const buscarUsuario = (id) => knex('usuarios').where({ id }).first();
