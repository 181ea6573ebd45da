// The stream of events from the server. A browser opens six connections to a server at most, so a page that nobody sees
// gives its own back.

let source = null;
let wanted = null; // { query, listener }
let paused = false;
let onState = () => {};

export function listen(query, listener) {
  wanted = { query, listener };
  reopen();
}

export function setPaused(on) {
  paused = on;
  reopen();
}

export const isPaused = () => paused;

/** Is told whether there is a server. */
export function watchState(listener) {
  onState = listener;
}

function reopen() {
  source?.close();
  source = null;
  if (wanted === null || document.hidden || paused) {
    return;
  }
  const mine = new EventSource('/events?' + wanted.query);
  const { listener } = wanted;
  source = mine;
  mine.onmessage = (event) => {
    if (source === mine) {
      onState(true);
      listener(JSON.parse(event.data));
    }
  };
  mine.onerror = () => {
    if (source === mine) {
      onState(false);
      if (mine.readyState === EventSource.CLOSED) {
        setTimeout(() => source === mine && reopen(), 2000); // refused; the browser itself would not try again
      }
    }
  };
}

document.addEventListener('visibilitychange', reopen);
window.addEventListener('pagehide', () => source?.close());
