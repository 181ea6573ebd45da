// Light, dark, or as the system has it.

import { byId, say, setText } from './dom.js';

const CHOICES = ['auto', 'light', 'dark'];
const KEY = 'statsd-watch-theme';
const listeners = [];

function stored() {
  try {
    return localStorage.getItem(KEY) ?? 'auto';
  } catch {
    return 'auto'; // a browser may keep nothing
  }
}

function show(choice) {
  if (choice === 'auto') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = choice;
  }
  setText(byId('theme-label'), choice[0].toUpperCase() + choice.slice(1));
  listeners.forEach((each) => each());
}

/** Is told when colours have changed. */
export function onTheme(listener) {
  listeners.push(listener);
}

export function startTheme() {
  let choice = CHOICES.includes(stored()) ? stored() : 'auto';
  show(choice);
  byId('theme').addEventListener('click', () => {
    choice = CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length];
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // for this visit only, then
    }
    show(choice);
    say(`Colours: ${choice}`);
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => listeners.forEach((each) => each()));
}
