// Which view is shown, and what all of them show: the totals, the pause, and whether there is a server.

import { byId, say, setText, spark } from './dom.js';
import { bytes, short, time, whole } from './format.js';
import { startKeys } from './keys.js';
import { isPaused, listen, setPaused, watchState } from './live.js';
import { startTheme } from './theme.js';
import { seriesView } from './series.js';
import { oneView } from './one.js';
import { linesView } from './lines.js';
import { wrongView } from './wrong.js';
import { connectionsView } from './connections.js';

const views = { series: seriesView, one: oneView, lines: linesView, wrong: wrongView, connections: connectionsView };
let shown = null; // the view, with its element
let lastSecond = 0;

function route() {
  const [path, query] = (location.hash.slice(2) || 'series').split('?');
  const [name, argument] = path.split('/');
  return { name: views[name] ? name : 'series', argument, query: new URLSearchParams(query ?? '') };
}

function show() {
  const { name, argument, query } = route();
  if (shown?.name === name && shown.view.changed?.(argument, query)) {
    return;
  }
  shown?.view.leave?.();
  const view = views[name]();
  const root = byId('main');
  const first = shown === null;
  shown = { name, view };
  root.replaceChildren(view.element);
  view.changed?.(argument, query);
  document.querySelectorAll('.tabs a').forEach((tab) => {
    const current = tab.dataset.view === (name === 'one' ? 'series' : name);
    tab.toggleAttribute('aria-current', false);
    if (current) {
      tab.setAttribute('aria-current', 'page');
    }
  });
  if (!first) {
    root.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
  document.title = `${view.title} \u00b7 statsd watch`;
  follow(view);
}

/** Opens the stream of a view; views call it again when what they want has changed. */
export function follow(view) {
  listen(view.stream(), (event) => {
    totals(event);
    if (shown?.view === view) {
      view.show(event);
    }
  });
}

function totals({ totals: all, lastMinute, second }) {
  if (!all) {
    return;
  }
  setText(byId('flow'), short(all.linesPerSecond));
  byId('flow-spark').replaceChildren(spark(lastMinute, true));
  setText(byId('lines-total'), whole(all.lines));
  setText(byId('bytes-total'), bytes(all.bytes));
  count('series-count', all.series, 'series');
  count('wrong-count', all.wrong, 'wrong lines');
  count('connections-count', all.connections, 'open');
  byId('wrong-count').classList.toggle('alarm', all.wrong > 0);
  lastSecond = second;
}

function count(id, number, what) {
  const element = byId(id);
  setText(element, number > 0 ? short(number) : '');
  element.title = `${whole(number)} ${what}`;
}

function pause() {
  const on = !isPaused();
  setPaused(on);
  const button = byId('pause');
  button.setAttribute('aria-pressed', String(on));
  setText(byId('pause-label'), on ? 'Resume' : 'Pause');
  byId('paused').hidden = !on;
  say(on ? 'Paused' : 'Going on');
}

function serverIs(there) {
  const banner = byId('gone');
  const was = !banner.hidden;
  if (there === !was) {
    return;
  }
  banner.hidden = there;
  setText(banner, there ? '' : lastSecond === 0
    ? 'The server does not answer. Trying again\u2026'
    : `The server is gone; these figures are from ${time(lastSecond * 1000)}. Trying again\u2026`);
}

startTheme();
startKeys(pause);
watchState(serverIs);
byId('pause').addEventListener('click', pause);
byId('resume').addEventListener('click', pause);
window.addEventListener('hashchange', show);
show();
