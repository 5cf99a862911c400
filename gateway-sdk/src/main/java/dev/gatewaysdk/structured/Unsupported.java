package dev.gatewaysdk.structured;

import dev.gatewaysdk.error.InvalidRequestException;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.Map;

/** Says which type has no JSON form here, where it stands, and what to use instead. */
final class Unsupported {
  private static final String SUPPORTED =
      "supported: records, enums, sealed interfaces of records, String, boolean, byte, short, int,"
          + " long, float, double and their wrappers, BigDecimal, BigInteger, Instant,"
          + " OffsetDateTime, LocalDateTime, LocalDate, LocalTime, Duration, UUID, URI, RawJson,"
          + " and of these Optional, List, Set, Collection, Map<String, …> and arrays";

  private Unsupported() {}

  static InvalidRequestException at(String path, String problem) {
    return new InvalidRequestException(path, problem);
  }

  static InvalidRequestException at(String path, Class<?> type) {
    return at(path, type.getName() + " has no JSON form: " + advice(type) + SUPPORTED);
  }

  private static String advice(Class<?> type) {
    if (Date.class.isAssignableFrom(type) || Calendar.class.isAssignableFrom(type)) {
      return "use Instant or LocalDate; ";
    }
    if (Map.class.isAssignableFrom(type)) {
      return "use Map; ";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "use List or Set; ";
    }
    if (type == Object.class) {
      return "use RawJson for any JSON; ";
    }
    if (type == char.class || type == Character.class) {
      return "use String; ";
    }
    return type.isInterface() ? "make it sealed, of records; " : "make it a record; ";
  }
}
