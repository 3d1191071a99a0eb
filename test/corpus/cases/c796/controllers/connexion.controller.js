const bcrypt = require('bcrypt');
const db = require('../config/db');
const { creerJeton } = require('../utils/jeton');

/**
 * Connexion d'un salarié.
 * Après 5 essais ratés le compte est bloqué pendant 15 minutes.
 */
exports.connexion = async (req, res) => {
  const { identifiant, motDePasse } = req.body;
  if (!identifiant || !motDePasse) {
    return res.status(400).json({ message: 'Identifiant et mot de passe obligatoires' });
  }
  try {
    const [lignes] = await db.execute('SELECT id, nom, role, hash, essais, bloque_jusqua FROM salaries WHERE identifiant = ?', [identifiant]);
    const salarie = lignes[0];
    if (!salarie) return res.status(401).json({ message: 'Identifiants invalides' });

    if (salarie.bloque_jusqua && salarie.bloque_jusqua > new Date()) {
      return res.status(423).json({ message: 'Compte bloqué, réessayez plus tard' });
    }

    const ok = await bcrypt.compare(motDePasse, salarie.hash);
    if (!ok) {
      const essais = salarie.essais + 1;
      await db.execute(
        'UPDATE salaries SET essais = ?, bloque_jusqua = IF(? >= 5, DATE_ADD(NOW(), INTERVAL 15 MINUTE), NULL) WHERE id = ?',
        [essais, essais, salarie.id]
      );
      return res.status(401).json({ message: 'Identifiants invalides' });
    }

    await db.execute('UPDATE salaries SET essais = 0, bloque_jusqua = NULL WHERE id = ?', [salarie.id]);
    const jeton = creerJeton({ id: salarie.id, role: salarie.role });
    return res.json({ jeton, nom: salarie.nom });
  } catch (e) {
    console.error('connexion', e);
    return res.status(500).json({ message: 'Erreur interne' });
  }
};
