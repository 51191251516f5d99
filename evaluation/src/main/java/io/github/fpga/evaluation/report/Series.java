package io.github.fpga.evaluation.report;

/**
 * The name and colour of what is compared, the same in tables, plots and pictures.
 *
 * @param words its name
 * @param colour as in CSS, {@code #rrggbb}
 */
public record Series(String words, String colour) {

  static final Series BEFORE = new Series("as generated", "#d97706");
  static final Series AFTER = new Series("after DIIR", "#2563eb");
  static final Series ROUND_TRIP = new Series("autoencoder alone", "#9333ea");
  static final Series TRUTH = new Series("true renders", "#15803d");

  /** Colours that the colour-blind can tell apart too (Okabe and Ito 2008), without yellow. */
  private static final String[] PALETTE = {
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000"
  };

  private static final String COLOUR = "#[0-9a-f]{6}";

  /** Throws IllegalArgumentException for a colour of another form. */
  public Series {
    if (!colour.matches(COLOUR)) {
      throw new IllegalArgumentException("a colour is #rrggbb, got '%s'".formatted(colour));
    }
  }

  /** The series at a place of a comparison, from 0; colours come again after the seventh. */
  public static Series of(int index, String words) {
    return new Series(words, PALETTE[index % PALETTE.length]);
  }

  /** Names and colours of several, as a line of HTML. */
  static String legend(Iterable<Series> all) {
    StringBuilder html = new StringBuilder("<p class=\"legend\">");
    for (Series series : all) {
      html.append("<span><i style=\"background:%s\"></i>".formatted(series.colour()))
          .append(Html.text(series.words()))
          .append("</span>");
    }
    return html.append("</p>").toString();
  }
}
