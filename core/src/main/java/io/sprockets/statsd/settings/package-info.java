/** What was configured, in the words of variables and of a builder, becomes values that are checked. */
package io.sprockets.statsd.settings;
