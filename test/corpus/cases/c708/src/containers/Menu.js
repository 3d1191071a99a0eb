import { connect } from 'react-redux';
import Menu from '../components/Menu';
import { LOGOUT } from '../actions/types';

export default connect(
  (state) => ({ name: state.member.fullName }),
  (dispatch) => ({ onLogout: () => dispatch({ type: LOGOUT }) }),
)(Menu);
