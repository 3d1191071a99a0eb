import { pool } from './mysql.js';

export const deviceRegistry = {
  async bind(userId, deviceId, pushToken) {
    await pool.execute('REPLACE INTO devices (user_id, device_id, push_token) VALUES (?, ?, ?)', [userId, deviceId, pushToken]);
  },
  async unbind(userId, deviceId) {
    await pool.execute('DELETE FROM devices WHERE user_id = ? AND device_id = ?', [userId, deviceId]);
  },
};
