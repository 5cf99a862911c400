package dev.gatewaysdk.langchain4j.kit.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Vectors that depend on nothing but what they are of. */
final class Vectors {
  private Vectors() {}

  static List<Float> of(String content, int dimensions) {
    Random random = new Random(content.hashCode());
    List<Float> vector = new ArrayList<>();
    for (int i = 0; i < dimensions; i++) {
      vector.add(random.nextFloat() - 0.5f);
    }
    return vector;
  }
}
