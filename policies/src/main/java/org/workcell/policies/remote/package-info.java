/**
 * Policies that live in another process, asked over a Unix socket with the messages of {@code
 * docs/protocol.md}. Whoever listens there may be written in any language; the Python package's
 * {@code workcell.evaluate} is one. Knows neither DJL nor libtorch.
 */
package org.workcell.policies.remote;
