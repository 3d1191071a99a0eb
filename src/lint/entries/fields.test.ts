import { rule } from '../../../test/support/lint.ts';

const ONLY = "ctx.res.clearCookie('sid'); return true;";
const ENDS = 'await ctx.db.session.delete({ where: { id: ctx.sid } }); return true;';

const ways = (body: string): Record<string, string> => ({
  'a field of Pothos': `builder.mutationField('logout', (t) => t.boolean({ resolve: async (root, args, ctx) => { ${body} } }));`,
  'a field of Nexus': `export const logout = mutationField('logout', { type: 'Boolean', resolve: async (root, args, ctx) => { ${body} } });`,
  'a field of a definition': `export const M = extendType({ type: 'Mutation', definition(t) { t.field('signOut', { type: 'Boolean', async resolve(root, args, ctx) { ${body} } }); } });`,
  'a field of graphql-js': `export const M = new GraphQLObjectType({ name: 'Mutation', fields: { logout: { type: GraphQLBoolean, resolve: async (root, args, ctx) => { ${body} } } } });`,
  'a field that was composed': `schemaComposer.Mutation.addFields({ logout: { type: 'Boolean', resolve: async (root, args, ctx) => { ${body} } } });`,
});

rule('logout-no-backend-effect', {
  wrong: ways(ONLY),
  right: {
    ...ways(ENDS),
    'a field of another name': `builder.mutationField('rename', (t) => t.boolean({ resolve: (root, args, ctx) => { ${ONLY} } }));`,
    'a promise that is resolved': `export const wait = () => new Promise((resolve) => setTimeout(() => resolve('logout'), 1));`,
  },
});
