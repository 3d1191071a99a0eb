const Router = require('@koa/router');
const jwt = require('./middleware/jwt');
const session = require('./controllers/session');
const parcels = require('./controllers/parcels');

const router = new Router();

router.get('/session', jwt, session.show);
router.delete('/session', jwt, session.destroy);
router.get('/parcels', jwt, parcels.index);
router.get('/parcels/:id', jwt, parcels.show);
router.post('/parcels', jwt, parcels.create);

module.exports = router;
