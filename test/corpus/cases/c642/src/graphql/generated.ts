import { gql } from '@apollo/client';

export const SignOutDocument = gql`
  mutation SignOut {
    signOut {
      ok
    }
  }
`;

export const TimelineDocument = gql`
  query Timeline($after: String) {
    timeline(after: $after) {
      edges { node { id text author { id name } } }
      pageInfo { endCursor hasNextPage }
    }
  }
`;
