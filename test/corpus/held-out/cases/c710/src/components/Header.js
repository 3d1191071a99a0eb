import React from 'react';
import { connect } from 'react-redux';
import { withRouter } from 'react-router-dom';
import { logout } from '../redux/authActions';

class Header extends React.Component {
  onLogoutClick = (e) => {
    e.preventDefault();
    this.props.logout().then(() => this.props.history.push('/'));
  };

  render() {
    const { user } = this.props;
    if (!user) return null;
    return (
      <div className="header">
        <span>{user.email}</span>
        <a href="/logout" onClick={this.onLogoutClick}>Log out</a>
      </div>
    );
  }
}

export default withRouter(connect((s) => ({ user: s.auth.user }), { logout })(Header));
