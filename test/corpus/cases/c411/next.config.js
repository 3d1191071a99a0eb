/** @type {import('next').NextConfig} */
module.exports = {
  output: 'standalone',
  experimental: { typedRoutes: true },
  async headers() {
    return [{ source: '/(.*)', headers: [{ key: 'X-Content-Type-Options', value: 'nosniff' }] }];
  },
};
