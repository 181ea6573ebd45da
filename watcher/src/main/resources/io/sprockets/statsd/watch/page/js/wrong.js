// Lines that are wrong, with the reason and the sender.

import { el, visible } from './dom.js';
import { time, whole } from './format.js';

export function wrongView() {
  const view = { title: 'Wrong lines' };
  const body = el('tbody');
  const table = el('table', { class: 'wrong' },
    el('caption', { class: 'visually-hidden', text: 'Wrong lines, the newest first' }),
    el('thead', {}, el('tr', {}, ...['Time', 'Line', 'What is wrong', 'Sender'].map((label) => el('th', { scope: 'col', text: label })))),
    body);
  const note = el('p', { class: 'note' });
  const empty = el('div', { class: 'empty small', hidden: true }, el('h2', { text: 'No wrong lines' }),
    el('p', { text: 'Every line that came could be read. With --strict, lines that statsd 0.9 would drop count as wrong, too.' }));
  view.element = el('section', { 'aria-label': 'Wrong lines' }, note, empty, el('div', { class: 'frame' }, table));
  let newest = -1;

  view.stream = () => new URLSearchParams({ view: 'wrong' });
  view.show = ({ wrong, totals }) => {
    empty.hidden = totals.wrong > 0;
    table.parentElement.hidden = totals.wrong === 0;
    note.hidden = totals.wrong <= wrong.length;
    note.textContent = `The newest ${whole(wrong.length)} of ${whole(totals.wrong)}`;
    if ((wrong[0]?.number ?? 0) === newest) {
      return;
    }
    newest = wrong[0]?.number ?? 0;
    body.replaceChildren(...wrong.map((each) => el('tr', { tabindex: '-1' },
      el('td', { class: 'time', text: time(each.millis) }),
      el('td', { class: 'line' }, el('code', { text: visible(each.line) })),
      el('td', { class: 'reason', text: visible(each.reason) }),
      el('td', { class: 'sender', text: each.sender }))));
  };
  return view;
}
