import React from 'react';
import { connect } from 'react-redux';
import { logoutRequest } from '../actions/auth';

class TopBar extends React.Component {
  handleLogout = (event) => {
    event.preventDefault();
    this.props.logoutRequest();
  };

  render() {
    const { user } = this.props;
    return (
      <div className="top-bar">
        <span>{user.fullName}</span>
        <a href="#logout" onClick={this.handleLogout}>Logout</a>
      </div>
    );
  }
}

export default connect((state) => ({ user: state.auth.user }), { logoutRequest })(TopBar);
