// Who sends.

import { el } from './dom.js';
import { bytes, time, whole } from './format.js';

// The greater the number in a class, the sooner the column goes where there is little room.
const COLUMNS = [['Sender', ''], ['Over', 'wide-0'], ['Since', 'wide-1'], ['State', 'wide-0'], ['Lines', 'number'],
  ['Per second', 'number'], ['Wrong', 'number'], ['Received', 'number wide-1']];

export function connectionsView() {
  const view = { title: 'Connections' };
  const body = el('tbody');
  const table = el('table', { class: 'connections' },
    el('caption', { class: 'visually-hidden', text: 'Connections, and addresses that sent datagrams' }),
    el('thead', {}, el('tr', {}, ...COLUMNS.map(([text, group]) => el('th', { scope: 'col', text, class: group })))), body);
  const empty = el('div', { class: 'empty small', hidden: true }, el('h2', { text: 'No clients connected' }),
    el('p', { text: 'TCP and Unix connections are listed here, and the senders of datagrams.' }));
  view.element = el('section', { 'aria-label': 'Connections' }, empty, el('div', { class: 'frame' }, table));

  view.stream = () => new URLSearchParams({ view: 'connections' });
  view.show = ({ connections }) => {
    empty.hidden = connections.length > 0;
    table.parentElement.hidden = connections.length === 0;
    body.replaceChildren(...connections.map((each) => el('tr', { class: each.state !== 'open' && each.state !== '' ? 'silent' : '' },
      el('th', { scope: 'row', text: each.peer }),
      el('td', { class: 'wide-0', text: each.transport.toUpperCase() }),
      el('td', { class: 'wide-1', text: time(each.since) }),
      el('td', { class: 'wide-0' }, el('span', { class: each.state === 'open' ? 'state open' : 'state', text: each.state || 'datagrams' })),
      el('td', { class: 'number', text: whole(each.lines) }),
      el('td', { class: 'number', text: whole(each.rate) }),
      el('td', { class: each.wrong > 0 ? 'number alarm' : 'number', text: whole(each.wrong) }),
      el('td', { class: 'number wide-1', text: bytes(each.bytes) }))));
  };
  return view;
}
