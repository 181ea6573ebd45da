/** What one HTTP request is called and how it is measured, for every web integration. */
package io.sprockets.statsd.http;
