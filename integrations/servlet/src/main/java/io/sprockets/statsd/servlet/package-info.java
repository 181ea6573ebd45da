/** Request metrics of Jakarta Servlet applications, without a line of code. */
package io.sprockets.statsd.servlet;
