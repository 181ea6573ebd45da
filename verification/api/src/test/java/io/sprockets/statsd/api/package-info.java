/** What users compile against. */
@NullMarked
package io.sprockets.statsd.api;

import org.jspecify.annotations.NullMarked;
