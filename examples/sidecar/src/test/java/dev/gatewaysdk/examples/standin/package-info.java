/**
 * Model providers on this machine, for tests: they answer by the scenario that a prompt names, and
 * refuse what the real ones refuse.
 */
@NullMarked
package dev.gatewaysdk.examples.standin;

import org.jspecify.annotations.NullMarked;
