package io.sprockets.statsd.servlet;

import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;

class TomcatFailureTest extends FailureContract {
    @Override
    Container container() throws Exception {
        return new TomcatContainer();
    }

    @Override
    IOException clientLeft() {
        return new ClientAbortException("the other server hung up");
    }
}
