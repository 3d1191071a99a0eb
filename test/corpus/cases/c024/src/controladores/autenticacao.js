import { removerSessao } from '../repositorios/index.js';

export async function deslogar(req, res, next) {
  try {
    await removerSessao(req.cookies.sessao);
    res.clearCookie('sessao');
    return res.status(200).json({ mensagem: 'Até logo!' });
  } catch (erro) {
    return next(erro);
  }
}
