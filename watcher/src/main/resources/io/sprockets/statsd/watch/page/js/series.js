// The table of all series.

import { el, say, setText, spark, visible } from './dom.js';
import { ago, full, measured, TYPES, whole } from './format.js';
import { follow } from './main.js';

const COLUMNS = [
  { key: 'name', label: 'Series', text: true },
  { key: 'type', label: 'Type', text: true, wide: 1 },
  { key: 'dialect', label: 'Dialect', text: true, wide: 3 },
  { key: 'rate', label: 'Per second' },
  { key: 'last', label: 'Last', wide: 1 },
  { key: 'sum', label: 'Sum', wide: 2 },
  { key: 'p50', label: 'p50', wide: 2 },
  { key: 'p95', label: 'p95', wide: 1 },
  { key: 'p99', label: 'p99', wide: 2 },
];
const SILENT = 60; // seconds
const STEP = 100; // rows

export function seriesView() {
  let filter = { q: '', prefix: '', type: '', tag: '', sort: 'name', order: '', limit: String(STEP) };
  const rows = new Map();
  const view = { title: 'Series' };

  const search = el('input', { type: 'search', id: 'search', placeholder: 'Search names and tags',
    'aria-label': 'Search names and tags', 'aria-keyshortcuts': '/', autocomplete: 'off', spellcheck: 'false',
    oninput: () => set({ q: search.value }) });
  const prefix = select('Prefix', (value) => set({ prefix: value }));
  const type = select('Type', (value) => set({ type: value }));
  const tag = select('Tag', (value) => set({ tag: value }));
  const order = el('select', { class: 'narrow', 'aria-label': 'Order', onchange: () => sortBy(COLUMNS[order.selectedIndex]) },
    ...COLUMNS.map((column) => el('option', { value: column.key, text: `By ${column.label.toLowerCase()}` })));
  const clear = el('button', { type: 'button', class: 'quiet', text: 'Clear', hidden: true,
    onclick: () => set({ q: '', prefix: '', type: '', tag: '' }) });
  const found = el('p', { class: 'found' });

  const heads = COLUMNS.map((column) => head(column, () => sortBy(column)));
  const body = el('tbody');
  const table = el('table', { class: 'series' },
    el('caption', { class: 'visually-hidden', text: 'Series, with what came in the last seconds' }),
    el('thead', {}, el('tr', {}, ...heads, el('th', { scope: 'col', class: 'minute', text: 'Last minute' }))),
    body);
  const more = el('button', { type: 'button', class: 'more', hidden: true,
    onclick: () => set({ limit: String(Number(filter.limit) + STEP) }) });
  const beyond = el('p', { class: 'note', hidden: true });
  const empty = emptyState();
  const none = el('p', { class: 'nothing', hidden: true, text: 'No series match.' });
  const filters = el('form', { class: 'filters', role: 'search', onsubmit: (event) => event.preventDefault() },
    search, prefix.element, type.element, tag.element, order, clear, found);

  view.element = el('section', { 'aria-label': 'Series' }, filters, beyond, empty,
    el('div', { class: 'frame' }, table, none), more);

  function set(change) {
    filter = { ...filter, ...change };
    if (!('limit' in change)) {
      filter.limit = String(STEP);
    }
    const query = new URLSearchParams(Object.entries(filter).filter(([key, value]) =>
      value !== '' && !(key === 'sort' && value === 'name') && !(key === 'limit' && value === String(STEP))));
    const hash = '#/series' + (query.size > 0 ? '?' + query : '');
    history.replaceState(null, '', hash);
    render();
    follow(view);
  }

  view.changed = (argument, query) => {
    const before = JSON.stringify(filter);
    filter = { q: '', prefix: '', type: '', tag: '', sort: 'name', order: '', limit: String(STEP),
      ...Object.fromEntries([...query].filter(([key]) => key in filter)) };
    render();
    if (before !== JSON.stringify(filter)) {
      follow(view);
    }
    return true;
  };

  view.stream = () => new URLSearchParams({ view: 'series', ...filter });

  function sortBy(column) {
    const first = column.text ? '' : 'desc';
    const order = filter.sort !== column.key ? first : filter.order === 'desc' ? '' : 'desc';
    set({ sort: column.key, order });
    say(`Sorted by ${column.label}, ${order === 'desc' ? 'descending' : 'ascending'}`);
  }

  function render() {
    if (search.value !== filter.q) {
      search.value = filter.q;
    }
    clear.hidden = !(filter.q || filter.prefix || filter.type || filter.tag);
    order.value = filter.sort;
    COLUMNS.forEach((column, i) => {
      const sorted = filter.sort === column.key;
      heads[i].toggleAttribute('aria-sort', false);
      if (sorted) {
        heads[i].setAttribute('aria-sort', filter.order === 'desc' ? 'descending' : 'ascending');
      }
    });
  }

  view.show = (event) => {
    const all = event.totals.series;
    empty.hidden = all > 0;
    filters.hidden = all === 0;
    table.parentElement.hidden = all === 0;
    table.hidden = event.matched === 0;
    none.hidden = event.matched > 0 || all === 0;
    prefix.options(event.prefixes, filter.prefix, (value) => visible(value) + '*');
    type.options(event.types, filter.type, (value) => TYPES[value]?.name ?? value);
    tag.options(event.tags, filter.tag, visible);
    setText(found, event.matched === all ? '' : `${whole(event.matched)} of ${whole(all)}`);
    more.hidden = event.matched <= event.series.length || event.series.length >= 1000;
    setText(more, `Show ${Math.min(STEP, event.matched - event.series.length)} more of ${whole(event.matched)}`);
    beyond.hidden = event.totals.beyond === 0;
    setText(beyond, `${whole(event.totals.beyond)} metrics belong to series beyond the limit; `
      + 'restart with a larger --series.');
    fill(event);
  };

  /** Rows stay the elements that they are, so that a focus and a selection last. */
  function fill(event) {
    const focused = document.activeElement;
    const seen = new Set();
    event.series.forEach((each, i) => {
      const row = rows.get(each.id) ?? make(each);
      rows.set(each.id, row);
      seen.add(each.id);
      row.update(each, event.second);
      if (body.children[i] !== row.element) {
        body.insertBefore(row.element, body.children[i] ?? null);
      }
    });
    rows.forEach((row, id) => {
      if (!seen.has(id)) {
        row.element.remove();
        rows.delete(id);
      }
    });
    if (focused !== document.activeElement && focused?.isConnected) {
      focused.focus({ preventScroll: true });
    }
  }

  function make(each) {
    const kind = TYPES[each.type];
    const cells = Object.fromEntries(COLUMNS.filter((column) => !column.text).map((column) =>
      [column.key, el('td', { class: 'number' + wide(column) })]));
    const minute = el('td', { class: 'minute' });
    const tags = Object.entries(each.tags).map(([key, value]) => chip(value === '' ? key : `${key}=${value}`,
      (chosen) => set({ tag: chosen })));
    const brief = el('span', { class: 'brief' });
    const link = el('a', { href: `#/one/${each.id}`, 'data-row': true, class: 'name' }, ...name(each.name));
    const element = el('tr', { class: `kind-${kind.kind}`, onclick: (event) => {
      if (!event.target.closest('a, button') && !String(getSelection())) {
        link.click();
      }
    } },
    el('th', { scope: 'row' }, el('span', { class: 'cell' }, el('span', { class: 'badge small', text: kind.name }), link,
      ...(tags.length > 0 ? [el('span', { class: 'tags' }, ...tags)] : []), brief)),
    el('td', { class: wide(COLUMNS[1]) }, el('span', { class: 'badge', text: kind.name })),
    el('td', { class: 'dialect' + wide(COLUMNS[2]), text: each.dialect }),
    ...Object.values(cells), minute);
    return { element, update: (now, second) => {
      for (const [key, cell] of Object.entries(cells)) {
        number(cell, now[key], key === 'rate' ? '' : kind.unit ?? '');
      }
      setText(brief, inBrief(now, kind));
      const silent = second - now.lastSecond;
      element.classList.toggle('silent', silent > SILENT);
      minute.title = silent > SILENT ? `last came ${ago(silent)}` : '';
      minute.replaceChildren(spark(now.spark, now.type !== 'g'));
    } };
  }

  return view;
}

/** The one number that says most, where there is no room for its column. */
function inBrief(row, kind) {
  const [key, label] = { g: ['last', 'now'], ms: ['p95', 'p95'], h: ['p95', 'p95'] }[kind.kind] ?? ['sum', 'in all'];
  return `${label} ${measured(row[key], kind.unit ?? '').join(' ')}`;
}

function wide(column) {
  return column.wide ? ` wide-${column.wide}` : '';
}

function number(cell, value, unit) {
  const [text, shown] = measured(value, unit);
  if (cell.dataset.text !== text + shown) {
    cell.dataset.text = text + shown;
    cell.replaceChildren(text, ...(shown ? [el('span', { class: 'unit', text: shown })] : []));
    cell.classList.toggle('none', value === null);
  }
  cell.title = full(value);
}

/** The last segment is what tells series apart. */
export function name(text) {
  const shown = visible(text);
  const cut = shown.lastIndexOf('.', shown.length - 2) + 1;
  const head = cut > 0 ? [el('span', { class: 'head' }, ...breaks(shown.slice(0, cut)))] : [];
  return [...head, ...breaks(shown.slice(cut) || '(no name)')];
}

/** Lets a long name be broken after its dots. */
function breaks(text) {
  return text.split(/(?<=\.)/u).flatMap((part) => [part, el('wbr')]).slice(0, -1);
}

export function chip(text, choose) {
  return choose
    ? el('button', { type: 'button', class: 'chip', title: 'Show only these', onclick: () => choose(text), text: visible(text) })
    : el('span', { class: 'chip', text: visible(text) });
}

function head(column, sort) {
  return el('th', { scope: 'col', class: (column.text ? '' : 'number') + wide(column) },
    el('button', { type: 'button', class: 'sort', onclick: sort, text: column.label }));
}

/** A list to choose from, which is only written when it has changed. */
function select(label, choose) {
  const list = el('select', { 'aria-label': label, onchange: () => choose(list.value) });
  let written = '';
  return { element: list, options: (facets, chosen, text) => {
    const key = JSON.stringify([facets, chosen]);
    if (key === written || document.activeElement === list) {
      return;
    }
    written = key;
    const values = facets.map((facet) => facet.value);
    const known = chosen === '' || values.includes(chosen) ? facets : [{ value: chosen }, ...facets];
    list.replaceChildren(el('option', { value: '', text: `${label}: any` }), ...known.map((facet) =>
      el('option', { value: facet.value, text: text(facet.value) + (facet.series ? ` (${whole(facet.series)})` : '') })));
    list.value = chosen;
    list.classList.toggle('chosen', chosen !== '');
  } };
}

function emptyState() {
  const line = (text) => el('code', { text });
  return el('div', { class: 'empty', hidden: true },
    el('div', { class: 'heartbeat', 'aria-hidden': 'true' }),
    el('h2', { text: 'No metrics yet' }),
    el('p', { text: 'This page updates as soon as the first line arrives. Send one:' }),
    el('ul', {},
      el('li', {}, 'from this project ', line('./watch send incr hello')),
      el('li', {}, 'from any shell ', line('echo "hello:1|c" | nc -w1 127.0.0.1 8125')),
      el('li', {}, 'from a service ', line('STATSD_HOST=127.0.0.1'))));
}
