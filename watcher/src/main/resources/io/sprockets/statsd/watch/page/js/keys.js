// The keyboard. Letters do nothing while somebody writes.

import { byId } from './dom.js';

const VIEWS = ['series', 'lines', 'wrong', 'connections'];

function isWriting(target) {
  return target.matches('input, select, textarea') && target.type !== 'checkbox';
}

/** Moves the focus to the next or the previous row that can be opened. */
function move(by) {
  const rows = [...document.querySelectorAll('main [data-row]')];
  const now = rows.indexOf(document.activeElement);
  const next = now < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(now + by, 0), rows.length - 1);
  rows[next]?.focus();
}

export function startKeys(pause) {
  const help = () => byId('keys').showModal();
  byId('help').addEventListener('click', help);
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || byId('keys').open) {
      return;
    }
    if (event.key === 'Escape') {
      escape(event.target);
    } else if (!isWriting(event.target)) {
      press(event, pause, help);
    }
  });
}

function escape(target) {
  if (isWriting(target)) {
    target.blur();
  } else if (location.hash.startsWith('#/one')) {
    document.querySelector('a.back')?.click();
  }
}

function press(event, pause, help) {
  const actions = {
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    p: pause,
    '?': help,
    '/': () => document.querySelector('main input[type=search]')?.focus(),
  };
  const number = Number(event.key);
  const inRows = document.activeElement?.matches('[data-row]');
  if (number >= 1 && number <= VIEWS.length) {
    location.hash = `#/${VIEWS[number - 1]}`;
  } else if (actions[event.key] && (inRows || !event.key.startsWith('Arrow'))) {
    event.preventDefault();
    actions[event.key]();
  }
}
