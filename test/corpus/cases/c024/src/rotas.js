import { Router } from 'express';
import { deslogar } from './controladores/autenticacao.js';

const rotas = Router();
rotas.post('/deslogar', deslogar);

export default rotas;
