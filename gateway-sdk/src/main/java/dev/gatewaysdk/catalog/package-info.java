/** Which models there are: of one provider, and of the whole gateway. */
@NullMarked
package dev.gatewaysdk.catalog;

import org.jspecify.annotations.NullMarked;
