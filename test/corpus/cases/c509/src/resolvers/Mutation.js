const bcrypt = require('bcryptjs')
const jwt = require('jsonwebtoken')
const { APP_SECRET, getUserId } = require('../utils')

async function signup(parent, args, context, info) {
  const password = await bcrypt.hash(args.password, 10)
  const user = await context.prisma.user.create({ data: { ...args, password } })
  return { token: tokenFor(user), user }
}

async function login(parent, args, context, info) {
  const user = await context.prisma.user.findUnique({ where: { email: args.email } })
  if (!user) {
    throw new Error('No such user found')
  }
  const valid = await bcrypt.compare(args.password, user.password)
  if (!valid) {
    throw new Error('Invalid password')
  }
  return { token: tokenFor(user), user }
}

function tokenFor(user) {
  return jwt.sign({ userId: user.id }, APP_SECRET, { expiresIn: '8h' })
}

async function post(parent, { url, description }, context) {
  const userId = getUserId(context)
  const link = await context.prisma.link.create({
    data: { url, description, postedBy: { connect: { id: userId } } },
  })
  context.pubsub.publish('NEW_LINK', link)
  return link
}

async function vote(parent, args, context) {
  const userId = getUserId(context)
  const exists = await context.prisma.vote.findUnique({
    where: { linkId_userId: { linkId: Number(args.linkId), userId } },
  })
  if (exists) {
    throw new Error(`Already voted for link: ${args.linkId}`)
  }
  return context.prisma.vote.create({
    data: { user: { connect: { id: userId } }, link: { connect: { id: Number(args.linkId) } } },
  })
}

module.exports = { signup, login, post, vote }
