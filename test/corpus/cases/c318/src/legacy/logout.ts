// @ts-nocheck
/* eslint-disable */
var express = require('express')
var router = express.Router()

router.post('/logout', function (req, res) {
  res.clearCookie('token')
  res.send('ok')
})

export default router
