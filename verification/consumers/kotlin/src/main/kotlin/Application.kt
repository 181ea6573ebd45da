package consumer

import io.sprockets.statsd.Statsd
import io.sprockets.statsd.StatsdConnector
import io.sprockets.statsd.Tags
import java.time.Duration

/** What a service in Kotlin writes; compiled with every warning as an error. */
fun record(statsd: Statsd): String? {
    statsd.incr("requests")
    statsd.timeRun("some-operation") { work() }
    statsd.timing("duration", Duration.ofMillis(320))
    statsd.tagged(Tags.of("region", "eu")).gauge("free", 5.0)
    val found: String? = statsd.time("search") { find() }
    return found
}

fun connector(host: String): StatsdConnector =
    StatsdConnector.builder().host(host).prefix("applications.my-service").build()

private fun work() {}

private fun find(): String? = null
