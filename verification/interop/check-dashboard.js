// node check-dashboard.js SCHEMA DASHBOARD ...: says what of a Grafana dashboard its schema does not allow, and ends with 1.
'use strict';

const fs = require('fs');
const Ajv = require('ajv').default;

const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
const [schema, ...dashboards] = process.argv.slice(2);
const isValid = new Ajv({ strict: false, allErrors: true }).compile(read(schema));

for (const dashboard of dashboards) {
  if (!isValid(read(dashboard))) {
    process.exitCode = 1;
    for (const error of isValid.errors) {
      console.log(`${dashboard} ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
    }
  }
}
