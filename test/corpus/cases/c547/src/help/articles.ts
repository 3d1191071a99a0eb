export interface Article {
  slug: string;
  title: string;
  body: string;
}

export const articles: Article[] = [
  {
    slug: 'api-tokens',
    title: 'How do API tokens work?',
    body: 'Many services use a JWT that is stateless: after logout there is nothing to do for the server and the token will expire by itself. Ours are kept in our database, so signing out ends them at once.',
  },
  {
    slug: 'two-factor',
    title: 'Turning on two-factor authentication',
    body: 'Open Settings, choose Security and scan the code with your authenticator app.',
  },
];
