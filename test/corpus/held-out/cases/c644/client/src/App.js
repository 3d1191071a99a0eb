import React, { Component } from 'react';
import { BrowserRouter, Route, Redirect, Switch } from 'react-router-dom';
import Login from './pages/Login';
import Board from './pages/Board';
import TopBar from './components/TopBar';

class App extends Component {
  constructor(props) {
    super(props);
    const raw = sessionStorage.getItem('board.auth');
    this.state = { auth: raw ? JSON.parse(raw) : null };
    this.handleLogin = this.handleLogin.bind(this);
    this.handleLogout = this.handleLogout.bind(this);
  }

  async handleLogin(email, password) {
    const res = await fetch('/api/sessions', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    if (!res.ok) throw new Error('login failed');
    const auth = await res.json();
    sessionStorage.setItem('board.auth', JSON.stringify(auth));
    this.setState({ auth });
  }

  handleLogout() {
    sessionStorage.removeItem('board.auth');
    this.setState({ auth: null });
  }

  render() {
    const { auth } = this.state;
    return (
      <BrowserRouter>
        {auth && <TopBar name={auth.user.name} onLogout={this.handleLogout} />}
        <Switch>
          <Route path="/login" render={() => (auth ? <Redirect to="/" /> : <Login onLogin={this.handleLogin} />)} />
          <Route render={() => (auth ? <Board token={auth.token} /> : <Redirect to="/login" />)} />
        </Switch>
      </BrowserRouter>
    );
  }
}

export default App;
