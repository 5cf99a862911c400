package dev.gatewaysdk.call;

import dev.gatewaysdk.error.Names;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as limits, access rules and records see it. Immutable.
 *
 * <p>It never reaches a provider.
 */
public final class Caller {
  private static final Caller ANONYMOUS = new Builder().build();

  private final @Nullable String user;
  private final @Nullable String project;
  private final Set<String> organizations;
  private final @Nullable String environment;
  private final Map<String, String> tags;

  private Caller(Builder builder) {
    this.user = builder.user;
    this.project = builder.project;
    this.organizations = builder.organizations;
    this.environment = builder.environment;
    this.tags = Map.copyOf(builder.tags);
  }

  /** Nobody in particular. */
  public static Caller anonymous() {
    return ANONYMOUS;
  }

  /** A caller of whom only the user's name is known. */
  public static Caller user(String user) {
    return builder().user(user).build();
  }

  /** Starts with nothing known. */
  public static Builder builder() {
    return new Builder();
  }

  /** The user; null for anonymous callers. */
  public @Nullable String user() {
    return user;
  }

  /** The project that the call is booked on; null if none. */
  public @Nullable String project() {
    return project;
  }

  /** The organisations that the user belongs to; unmodifiable, may be empty. */
  public Set<String> organizations() {
    return organizations;
  }

  /** The environment, such as {@code production}; null if none. */
  public @Nullable String environment() {
    return environment;
  }

  /** Further labels for records; unmodifiable, may be empty. */
  public Map<String, String> tags() {
    return tags;
  }

  /** A builder with all that this caller has. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.user = user;
    builder.project = project;
    builder.organizations = organizations;
    builder.environment = environment;
    builder.tags.putAll(tags);
    return builder;
  }

  /** Not who it is: a user's name is often an e-mail address. */
  @Override
  public String toString() {
    return user == null ? "Caller(anonymous)" : "Caller(user)";
  }

  /** Builds a {@link Caller}; setters refuse blank names and control characters. */
  public static final class Builder {
    private @Nullable String user;
    private @Nullable String project;
    private Set<String> organizations = Set.of();
    private @Nullable String environment;
    private final Map<String, String> tags = new LinkedHashMap<>();

    private Builder() {}

    /** The user. */
    public Builder user(String user) {
      Names.require("user", user);
      this.user = user;
      return this;
    }

    /** The project that the call is booked on. */
    public Builder project(String project) {
      Names.require("project", project);
      this.project = project;
      return this;
    }

    /** The organisations that the user belongs to. */
    public Builder organizations(String... organizations) {
      for (String organization : organizations) {
        Names.require("organization", organization);
      }
      this.organizations = Set.of(organizations);
      return this;
    }

    /** The environment, such as {@code production}. */
    public Builder environment(String environment) {
      Names.require("environment", environment);
      this.environment = environment;
      return this;
    }

    /** A label for records. */
    public Builder tag(String name, String value) {
      Names.require("tag", name);
      Names.require("tag " + name, value);
      tags.put(name, value);
      return this;
    }

    /** The caller. */
    public Caller build() {
      return new Caller(this);
    }
  }
}
