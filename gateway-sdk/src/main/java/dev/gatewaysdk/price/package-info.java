/** What a model's tokens cost, in exact figures; a price that is not known is no price at all. */
@NullMarked
package dev.gatewaysdk.price;

import org.jspecify.annotations.NullMarked;
