// A backend of the StatsD server: it appends the sum of all counters of a flush to a file, and how many lines were bad; and
// ten times a second how many packets have come. It does no more, so that the server is as fast as with its own backends.
'use strict';

const fs = require('fs');

exports.init = function (startup, config, events) {
  let packets = 0;
  let written = 0;
  events.on('packet', () => packets++);
  setInterval(() => {
    if (packets > written) {
      fs.appendFileSync(config.lines, 'packets ' + (packets - written) + '\n');
      written = packets;
    }
  }, 100);

  events.on('flush', (timestamp, metrics) => {
    let sum = 0;
    for (const [name, value] of Object.entries(metrics.counters)) {
      sum += name.startsWith('counters.') ? value : 0;
    }
    const bad = metrics.counters['statsd.bad_lines_seen'];
    fs.appendFileSync(config.lines, 'sum ' + sum + '\n' + (bad > 0 ? 'bad ' + bad + '\n' : ''));
  });

  // The test holds the other end: when its process is gone, however that came, so is this one.
  process.stdin.on('end', () => process.exit(1));
  process.stdin.resume();
  return true;
};
