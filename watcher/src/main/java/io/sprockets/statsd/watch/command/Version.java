package io.sprockets.statsd.watch.command;

import picocli.CommandLine.IVersionProvider;

/** The version that is in the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"sprockets-statsd-watch " + (version == null ? "(not from its jar)" : version)};
    }
}
