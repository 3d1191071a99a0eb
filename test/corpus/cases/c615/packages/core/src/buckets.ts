export enum Bucket {
  Drafts = 'drafts',
  EndedTokens = 'ended-tokens',
  RateLimits = 'rate-limits',
}
