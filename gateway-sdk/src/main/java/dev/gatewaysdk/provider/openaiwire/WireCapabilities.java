package dev.gatewaysdk.provider.openaiwire;

import dev.gatewaysdk.provider.Capability;
import dev.gatewaysdk.provider.openaiwire.WireFlavor.Trait;
import java.util.EnumSet;
import java.util.Set;

/** What a host of OpenAI's wire can carry, by what is known of it. */
final class WireCapabilities {
  private WireCapabilities() {}

  static Set<Capability> of(WireFlavor flavor) {
    EnumSet<Capability> chat =
        EnumSet.complementOf(
            EnumSet.of(
                Capability.FILE_URL,
                Capability.SEVERAL_CHOICES,
                Capability.LOGPROBS,
                Capability.TOP_K,
                Capability.PROMPT_CACHE,
                Capability.END_USER));
    chat.removeIf(capability -> capability.operation() != null);
    claim(chat, flavor, Trait.FILE_LINKS, Capability.FILE_URL);
    claim(chat, flavor, Trait.SEVERAL_CHOICES, Capability.SEVERAL_CHOICES);
    claim(chat, flavor, Trait.LOGPROBS, Capability.LOGPROBS);
    claim(chat, flavor, Trait.TOP_K, Capability.TOP_K);
    claim(chat, flavor, Trait.CACHE_CONTROL, Capability.PROMPT_CACHE);
    claim(chat, flavor, Trait.END_USER, Capability.END_USER);
    if (flavor.has(Trait.PICTURES_ONLY)) {
      chat.remove(Capability.PDF_DATA);
      chat.remove(Capability.SOUND_INPUT);
    }
    return Capability.set(flavor::can, chat);
  }

  private static void claim(
      Set<Capability> chat, WireFlavor flavor, Trait trait, Capability capability) {
    if (flavor.has(trait)) {
      chat.add(capability);
    }
  }
}
