/** Amazon Bedrock, by its Converse API. */
@NullMarked
package dev.gatewaysdk.provider.bedrock;

import org.jspecify.annotations.NullMarked;
