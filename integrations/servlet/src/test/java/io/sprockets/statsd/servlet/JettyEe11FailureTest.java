package io.sprockets.statsd.servlet;

import java.io.IOException;
import org.eclipse.jetty.io.EofException;

class JettyEe11FailureTest extends FailureContract {
    @Override
    Container container() throws Exception {
        return new JettyEe11Container();
    }

    @Override
    IOException clientLeft() {
        return new EofException("the other server hung up");
    }
}
