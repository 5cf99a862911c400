package dev.gatewaysdk.endpoint;

import dev.gatewaysdk.error.ConfigException;
import dev.gatewaysdk.error.ModelNotFoundException;
import java.util.List;
import java.util.Optional;

/**
 * The endpoints of a gateway, changeable at any time. Thread-safe.
 *
 * <p>A change counts for calls that begin after it; calls under way keep the endpoint they began
 * with. Limits keep what they have counted.
 */
public interface Endpoints {
  /**
   * Adds an endpoint, or replaces the one of that name.
   *
   * @throws ConfigException if it names a provider that the gateway does not have, or asks one for
   *     what it cannot do
   */
  void put(Endpoint endpoint);

  /**
   * Removes an endpoint.
   *
   * @return whether there was one
   */
  boolean remove(String name);

  /** The endpoint of that name. */
  Optional<Endpoint> find(String name);

  /** All endpoints, by name; unmodifiable. */
  List<Endpoint> list();

  /**
   * Puts a label on an endpoint's records.
   *
   * @throws ModelNotFoundException if there is no such endpoint
   */
  void tag(String name, String tag, String value);

  /**
   * Takes a label off an endpoint; does nothing if it has none of that name.
   *
   * @throws ModelNotFoundException if there is no such endpoint
   */
  void untag(String name, String tag);
}
