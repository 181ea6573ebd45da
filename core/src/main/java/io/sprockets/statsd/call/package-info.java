/** A call becomes a record: views, types of metric, naming rules, sampling. */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.call;
