import React from 'react';

const TopBar = ({ name, onLogout }) => (
  <header className="topbar">
    <strong>Board</strong>
    <span>{name}</span>
    <a href="#logout" onClick={(e) => { e.preventDefault(); onLogout(); }}>Log out</a>
  </header>
);

export default TopBar;
