// Before the first paint: what somebody has chosen here beats what the system says.
const chosen = localStorage.getItem('theme');
if (chosen) document.documentElement.dataset.theme = chosen;
