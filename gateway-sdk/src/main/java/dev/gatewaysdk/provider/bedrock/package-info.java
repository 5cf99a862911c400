/** Amazon Bedrock, by its Converse API and InvokeModel. */
@NullMarked
package dev.gatewaysdk.provider.bedrock;

import org.jspecify.annotations.NullMarked;
