// Before anything is drawn: the theme that was chosen, else that of the system.
const chosen = localStorage.getItem("millrace-theme");
if (chosen) document.documentElement.dataset.theme = chosen;
