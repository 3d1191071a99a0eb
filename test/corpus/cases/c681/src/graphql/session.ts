import { gql } from '@apollo/client';

export const ME = gql`
  query Me {
    me { id handle avatar unreadCount }
  }
`;

export const LOGIN = gql`
  mutation Login($handle: String!, $password: String!) {
    login(handle: $handle, password: $password) { id handle avatar }
  }
`;

export const LOGOUT = gql`
  mutation Logout {
    logout
  }
`;
