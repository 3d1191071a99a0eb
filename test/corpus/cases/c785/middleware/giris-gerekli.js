const jwt = require('jsonwebtoken');
const db = require('../lib/db');

module.exports = async function girisGerekli(req, res, next) {
  const baslik = req.headers['authorization'];
  const token = baslik && baslik.split(' ')[1];
  if (!token) return res.status(401).json({ hata: 'Token yok' });
  try {
    const icerik = jwt.verify(token, process.env.ERISIM_ANAHTARI);
    const [iptal] = await db.query('SELECT 1 FROM iptal_tokenlar WHERE jti = ?', [icerik.jti]);
    if (iptal.length > 0) return res.status(401).json({ hata: 'Oturum kapatılmış' });
    req.token = icerik;
    next();
  } catch (e) {
    res.status(401).json({ hata: 'Geçersiz token' });
  }
};
