package dev.gatewaysdk.examples.quickstart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows under a header: first columns of text, then columns of figures, which stand at the right.
 */
public final class Table {
  private final List<String[]> rows = new ArrayList<>();
  private final int textColumns;
  private final int[] widths;

  /**
   * @param textColumns how many of the columns are text
   */
  public Table(int textColumns, String... header) {
    this.textColumns = textColumns;
    widths = new int[header.length];
    row(header);
  }

  /** Adds a row. */
  public void row(String... cells) {
    rows.add(cells);
    Arrays.setAll(widths, i -> Math.max(widths[i], cells[i].length()));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        String blanks = " ".repeat(widths[i] - row[i].length());
        line.append("   ").append(i < textColumns ? row[i] + blanks : blanks + row[i]);
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }
}
