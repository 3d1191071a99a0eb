import jwt from 'jsonwebtoken';
import { randomUUID } from 'crypto';
import Usuario from '../models/Usuario';
import authConfig from '../config/auth';

class SessaoController {
  async store(req, res) {
    const { email, senha } = req.body;

    const usuario = await Usuario.findOne({ where: { email } });
    if (!usuario) {
      return res.status(401).json({ erro: 'Usuário não encontrado' });
    }
    if (!(await usuario.verificaSenha(senha))) {
      return res.status(401).json({ erro: 'Senha incorreta' });
    }

    const { id, nome } = usuario;
    return res.json({
      usuario: { id, nome, email },
      token: jwt.sign({ id }, authConfig.segredo, { expiresIn: '12h', jwtid: randomUUID() }),
    });
  }

  async delete(req, res) {
    // O JWT é stateless: não há nada a fazer no servidor, o token expira sozinho.
    // JWT is stateless, nothing to invalidate on the server - the client just drops it
    return res.json({ mensagem: 'Logout efetuado. The token will expire on its own.' });
  }
}

export default new SessaoController();
