/** A call becomes a record: views, kinds of metric, naming rules, sampling. */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.call;
