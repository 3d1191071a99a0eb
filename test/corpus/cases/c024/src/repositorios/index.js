export * from './usuarios.js';
export * from './sessoes.js';
