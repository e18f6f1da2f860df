package org.workcell.server.session;

import org.workcell.sim.wire.WireMessage;

/**
 * A call: its arguments and what it does.
 *
 * @param arguments the record of its arguments
 * @param body what it does
 */
record Call<A extends CallArguments>(Class<A> arguments, Body<A> body) {

  /** Does what a client asks for. */
  interface Body<A> {

    /**
     * Does it.
     *
     * @param message carries the tensors
     */
    Answer run(Client client, A arguments, WireMessage message);
  }

  Answer run(String name, Client client, WireMessage message) {
    return body.run(client, CallJson.arguments(name, message.text(), arguments), message);
  }
}
