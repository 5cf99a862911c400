package dev.gatewaysdk.docs.parrot;

import dev.gatewaysdk.contract.ProviderContract;
import dev.gatewaysdk.provider.Provider;
import dev.gatewaysdk.provider.http.HttpOptions;
import dev.gatewaysdk.secret.Secret;

class ParrotContractTest extends ProviderContract {
  @Override
  protected Provider provider(String url, HttpOptions http) {
    return new ParrotProvider(url, Secret.of(SECRET), http);
  }
}
