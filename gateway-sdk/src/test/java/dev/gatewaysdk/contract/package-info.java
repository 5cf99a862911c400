/**
 * What every implementation of an extension point has to keep, as test classes to inherit: a
 * subclass in one's own tests says what to test, and the contract tests it. In the test-jar of
 * {@code gateway-sdk}; needs JUnit Jupiter and AssertJ.
 */
@NullMarked
package dev.gatewaysdk.contract;

import org.jspecify.annotations.NullMarked;
