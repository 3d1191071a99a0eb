const http = require('http')
const auth = require('./auth')
const users = require('./users.json')
const { hash } = require('./hash')

function json (res, status, body) {
  res.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  res.end(JSON.stringify(body))
}

function read (req, cb) {
  let data = ''
  req.on('data', function (chunk) { data += chunk })
  req.on('end', function () {
    try { cb(JSON.parse(data || '{}')) } catch (e) { cb({}) }
  })
}

const routes = {
  'POST /signin': function (req, res) {
    read(req, function (body) {
      const known = users[body.user]
      if (!known || known !== hash(body.password)) return json(res, 401, { error: 'no' })
      json(res, 200, { token: auth.signIn(body.user) })
    })
  },
  'POST /signoff': function (req, res) {
    try {
      auth.signOff(req.headers['x-token'])
      json(res, 200, { bye: true })
    } catch (e) {
      json(res, 401, { error: e.message })
    }
  },
  'GET /whoami': function (req, res) {
    try {
      json(res, 200, { user: auth.whoIs(req.headers['x-token']).user })
    } catch (e) {
      json(res, 401, { error: e.message })
    }
  }
}

http.createServer(function (req, res) {
  const handle = routes[req.method + ' ' + req.url]
  if (!handle) return json(res, 404, { error: 'not found' })
  handle(req, res)
}).listen(process.env.PORT || 8000)
