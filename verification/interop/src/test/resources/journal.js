// A backend of the StatsD server: it appends all that a flush brings to a file, one record a line, fields apart by tabs.
// Each flush is written whole, before the server does anything else, and the one at the end of the process too.
'use strict';

const fs = require('fs');

exports.init = function (startup, config, events) {
  let lines = [];

  if (config.journalLines) {
    events.on('packet', (packet) => {
      lines.push(...packet.toString().split('\n').filter((line) => line.length > 0));
    });
  }

  events.on('flush', (timestamp, metrics) => {
    const records = lines.map((line) => ['line', line]);
    lines = [];
    for (const [name, sum] of Object.entries(metrics.counters)) {
      if (sum !== 0) {
        records.push(['counter', name, sum]);
      }
    }
    for (const [name, value] of Object.entries(metrics.gauges)) {
      records.push(['gauge', name, value]);
    }
    for (const [name, values] of Object.entries(metrics.timers)) {
      records.push(['timer', name].concat(values));
    }
    for (const [name, count] of Object.entries(metrics.timer_counters)) {
      records.push(['count', name, count]);
    }
    for (const [name, members] of Object.entries(metrics.sets)) {
      records.push(['set', name].concat(members.values()));
    }
    records.push(['flush']);
    fs.appendFileSync(config.journal, records.map((record) => record.join('\t') + '\n').join(''));
  });

  // The test holds the other end: when its process is gone, however that came, so is this one.
  process.stdin.on('end', () => process.exit(1));
  process.stdin.resume();
  return true;
};
