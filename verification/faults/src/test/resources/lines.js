// A backend of the StatsD server: it appends the raw lines that the server has read to a file, and how many were bad, and how
// many connections it was offered.
// The server flushes once more when it is told to end, so the file has all that the process has ever read.
'use strict';

const fs = require('fs');
const net = require('net');

let connects = 0;
const emit = net.Server.prototype.emit;
net.Server.prototype.emit = function (event, ...values) {
  connects += event === 'connection' ? 1 : 0;
  return emit.call(this, event, ...values);
};

exports.init = function (startup, config, events) {
  let lines = [];
  events.on('packet', (packet) => {
    lines.push(...packet.toString().split('\n').filter((line) => line.length > 0));
  });
  events.on('flush', (timestamp, metrics) => {
    const bad = metrics.counters['statsd.bad_lines_seen'];
    const records = lines.concat(bad > 0 ? ['bad ' + bad] : [], connects > 0 ? ['connects ' + connects] : []);
    lines = [];
    connects = 0;
    fs.appendFileSync(config.lines, records.map((line) => line + '\n').join(''));
  });

  // The test holds the other end: when its process is gone, however that came, so is this one.
  process.stdin.on('end', () => process.exit(1));
  process.stdin.resume();
  return true;
};
