// The newest lines, as they come.

import { el, setText, visible } from './dom.js';
import { TYPES, whole } from './format.js';

const MOST = 500;

export function linesView() {
  const view = { title: 'Lines' };
  let only = '';
  const search = el('input', { type: 'search', placeholder: 'Show only lines with', 'aria-label': 'Show only lines with',
    'aria-keyshortcuts': '/', autocomplete: 'off', spellcheck: 'false', oninput: () => {
      only = search.value.toLowerCase();
      [...log.children].forEach(hide);
    } });
  const missed = el('p', { class: 'found' });
  const log = el('ol', { class: 'log', 'aria-label': 'Lines, the newest last', tabindex: '0' });
  const empty = el('p', { class: 'nothing', text: 'No lines yet.' });
  view.element = el('section', { 'aria-label': 'Lines' },
    el('form', { class: 'filters', role: 'search', onsubmit: (event) => event.preventDefault() }, search, missed), log, empty);

  function hide(item) {
    item.hidden = only !== '' && !item.dataset.text.includes(only);
  }

  view.stream = () => new URLSearchParams({ view: 'lines' });

  view.show = (event) => {
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
    if (event.missed > 0) {
      log.append(el('li', { class: 'missed', 'data-text': '', text: `${whole(event.missed)} more came in between` }));
    }
    for (const { type, line } of event.lines) {
      const kind = TYPES[type] ?? TYPES['?'];
      const shown = visible(line);
      const colon = kind.kind === 'wrong' || kind.kind === 'e' ? -1 : shown.indexOf(':');
      const item = el('li', { class: `kind-${kind.kind}`, 'data-text': shown.toLowerCase() },
        ...(colon < 0 ? [el('b', { text: shown })] : [el('b', { text: shown.slice(0, colon) }), shown.slice(colon)]));
      hide(item);
      log.append(item);
    }
    while (log.children.length > MOST) {
      log.firstElementChild.remove();
    }
    empty.hidden = log.children.length > 0;
    log.hidden = log.children.length === 0;
    setText(missed, event.totals.linesPerSecond > 0 ? `${whole(event.totals.linesPerSecond)} a second` : '');
    if (atEnd) {
      log.scrollTop = log.scrollHeight;
    }
  };
  return view;
}
