const jwt = require('jsonwebtoken');
const { v4: uuidv4 } = require('uuid');
const bcrypt = require('bcryptjs');
const db = require('../lib/db'); // mysql2/promise havuzu

const ERISIM_SURESI = '30m';
const YENILEME_GUN = 15;

function erisimTokeni(kullanici) {
  return jwt.sign({ id: kullanici.id, rol: kullanici.rol }, process.env.ERISIM_ANAHTARI, {
    expiresIn: ERISIM_SURESI,
    jwtid: uuidv4(),
  });
}

function yenilemeCerezi(res, kullanici) {
  const token = jwt.sign({ id: kullanici.id }, process.env.YENILEME_ANAHTARI, { expiresIn: `${YENILEME_GUN}d` });
  res.cookie('yenileme', token, { httpOnly: true, sameSite: 'strict', maxAge: YENILEME_GUN * 24 * 60 * 60 * 1000 });
}

// POST /api/oturum/giris
exports.giris = async (req, res) => {
  const { eposta, sifre } = req.body;
  const [satirlar] = await db.query('SELECT id, rol, sifre FROM kullanicilar WHERE eposta = ?', [eposta]);
  const kullanici = satirlar[0];
  if (!kullanici || !bcrypt.compareSync(sifre, kullanici.sifre)) {
    return res.status(401).json({ hata: 'E-posta veya şifre hatalı' });
  }
  yenilemeCerezi(res, kullanici);
  res.json({ token: erisimTokeni(kullanici) });
};

// POST /api/oturum/yenile
exports.yenile = async (req, res) => {
  const token = req.cookies.yenileme;
  if (!token) return res.status(401).json({ hata: 'Oturum bulunamadı' });
  try {
    const { id } = jwt.verify(token, process.env.YENILEME_ANAHTARI);
    const [[kullanici]] = await db.query('SELECT id, rol FROM kullanicilar WHERE id = ?', [id]);
    if (!kullanici) return res.status(401).json({ hata: 'Kullanıcı yok' });
    return res.json({ token: erisimTokeni(kullanici) });
  } catch (e) {
    return res.status(401).json({ hata: 'Oturum süresi doldu' });
  }
};

// POST /api/oturum/cikis
exports.cikis = async (req, res) => {
  try {
    await db.query('INSERT IGNORE INTO iptal_tokenlar (jti, son) VALUES (?, FROM_UNIXTIME(?))', [req.token.jti, req.token.exp]);
    res.clearCookie('yenileme');
    res.json({ mesaj: 'Çıkış yapıldı' });
  } catch (e) {
    res.status(500).json({ hata: 'Çıkış yapılamadı' });
  }
};
